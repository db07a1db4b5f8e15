package dev.cairn.storage;

import dev.cairn.model.ResumeOffsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// How far a storage is: swapped as one by the writer, so a reader never sees a floor of one write and a timeline
/// of another.
///
/// @param first  the height that history began at; empty if the first write left older versions out
record Progress(Optional<CommittedPosition> committed, OptionalLong first, long floor, Timeline timeline) {
    static final Progress NOTHING = new Progress(Optional.empty(), OptionalLong.empty(), 0, Timeline.START);

    /// -1 as long as nothing is committed.
    long height() {
        return committed.isPresent() ? committed.get().height() : -1;
    }

    Progress at(CommittedPosition position) {
        return new Progress(Optional.of(position), first, floor, timeline);
    }

    Progress beginningAt(long height) {
        return new Progress(committed, OptionalLong.of(height), floor, timeline).withFloor(height);
    }

    Progress withFloor(long newFloor) {
        return new Progress(committed, first, newFloor, timeline.from(newFloor));
    }

    Progress rewoundTo(BlockRecord block, UnaryOperator<ResumeOffsets> goOnFrom, Timeline newTimeline) {
        CommittedPosition position = CommittedPosition.after(block).goingOnFrom(goOnFrom);
        return new Progress(Optional.of(position), first, floor, newTimeline);
    }

    void checkReadable(long height) {
        if (height < floor) {
            throw new HeightPrunedException(height, floor);
        }
    }
}
