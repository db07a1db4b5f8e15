package dev.cairn.storage;

import java.util.Optional;

/// How far a storage is: swapped as one by the writer, so a reader never sees a floor of one write and a timeline of
/// another.
record Progress(Optional<CommittedPosition> committed, long floor, Timeline timeline) {
    static final Progress NOTHING = new Progress(Optional.empty(), 0, Timeline.START);

    /// -1 as long as nothing is committed.
    long height() {
        return committed.isPresent() ? committed.get().height() : -1;
    }

    Progress withFloor(long newFloor) {
        return new Progress(committed, newFloor, timeline.from(newFloor));
    }

    void checkReadable(long height) {
        if (height < floor) {
            throw new HeightPrunedException(height, floor);
        }
    }
}
