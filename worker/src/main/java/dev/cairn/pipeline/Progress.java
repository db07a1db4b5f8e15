package dev.cairn.pipeline;

import dev.cairn.assemble.BlockAssembler;
import dev.cairn.flush.FlushReport;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.RecordSource;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.thread.Clocks;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells everybody how far we are: the marks, Kafka, and whoever listens. **Threading:** the `apply` thread.
final class Progress {
    private final Storage storage;
    private final Memtables memtables;
    private final MvccStore memory;
    private final RecordSource source;
    private final MarkBoard marks;
    private final PipelineListener listener;
    private final BlockWait wait;
    private Optional<CommittedPosition> told = Optional.empty();
    private Optional<CommittedPosition> rewoundTo = Optional.empty();

    Progress(Stations stations, Memtables memtables, MarkBoard marks, PipelineListener listener, Clocks clocks) {
        storage = stations.storage();
        this.memtables = memtables;
        memory = stations.memory();
        source = stations.source();
        this.marks = marks;
        this.listener = listener;
        wait = new BlockWait(clocks, listener);
    }

    void flushed(FlushReport report) {
        tellWhatIsDurable();
        listener.flushed(report);
    }

    /// Tells only what survives a loss of power: whoever deletes records by these offsets must not delete what is
    /// needed.
    void tellWhatIsDurable() {
        Optional<CommittedPosition> durable = memtables.durable().filter(this::isOfThisBranch);
        if (durable.isPresent() && !durable.equals(told)) {
            told = durable;
            marks.flushed(durable.get().height(), storage.earliestHeight());
            source.commit(durable.get().resumeAfter());
        }
    }

    /// The same after something else was done to the database, which may have raised its floor.
    void tellWhatIsKept() {
        tellWhatIsDurable();
        marks.now().flushed().ifPresent(height -> marks.flushed(height, storage.earliestHeight()));
    }

    /// Where reading goes on now.
    ResumeOffsets rewound(RewindReport report) {
        CommittedPosition stored = storage.committed().orElseThrow();
        rewoundTo = Optional.of(stored);
        OptionalLong height = OptionalLong.of(stored.height());
        OptionalLong durable = memtables.durable().stream()
                .mapToLong(position -> Math.min(position.height(), stored.height()))
                .findFirst();
        marks.rewound(new Marks(
                durable.isPresent() ? OptionalLong.of(storage.earliestHeight()) : OptionalLong.empty(),
                durable,
                height,
                height,
                ofWhatIsLeft(marks.now().snapshot(), durable)));
        listener.rewound(report);
        return stored.resumeAfter();
    }

    /// Which block is waited for; from any thread.
    Optional<AwaitedBlock> awaited() {
        return wait.awaited();
    }

    void report(BlockAssembler assembler) {
        wait.look(assembler);
        long duplicates = assembler.takeDuplicates();
        if (duplicates > 0) {
            listener.duplicates(duplicates);
        }
        listener.memory(
                new MemoryReport(assembler.bytes(), memory.tipBytes(), memory.unflushedBytes(), memory.bytes()));
    }

    // A snapshot of blocks that were replaced is none of this chain any more.
    private static OptionalLong ofWhatIsLeft(OptionalLong snapshot, OptionalLong durable) {
        return snapshot.orElse(0) <= durable.orElse(-1) ? snapshot : OptionalLong.empty();
    }

    // Without a log, what is durable may still be the branch that a rewind has left: the rewind itself waits in memory.
    // Block events are dealt with in the order of their offsets, so those of the new branch end behind it.
    private boolean isOfThisBranch(CommittedPosition durable) {
        return rewoundTo
                .map(rewound -> durable.equals(rewound)
                        || durable.resumeAfter().announcements().upTo()
                                > rewound.resumeAfter().announcements().upTo())
                .orElse(true);
    }
}
