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
    /// The last block before the last rewind.
    private Optional<CommittedPosition> replaced = Optional.empty();

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
            flushed(durable.get().height());
            source.commit(durable.get().resumeAfter());
        }
    }

    private void flushed(long height) {
        OptionalLong before = marks.now().earliest();
        long floor = storage.earliestHeight();
        marks.flushed(height, floor);
        if (before.isPresent() && before.getAsLong() < floor) {
            listener.pruned(before.getAsLong(), floor);
        }
    }

    /// The same after something else was done to the database, which may have raised its floor.
    void tellWhatIsKept() {
        tellWhatIsDurable();
        marks.now().flushed().ifPresent(this::flushed);
    }

    /// Of the newest visible block; -1 if there is none.
    long appliedHeight() {
        return marks.now().applied().orElse(-1);
    }

    /// Where reading goes on now.
    ///
    /// @param before  what was the last block until then, and is durable
    ResumeOffsets rewound(RewindReport report, CommittedPosition before) {
        CommittedPosition stored = storage.committed().orElseThrow();
        replaced = Optional.of(before);
        long finalized = marks.now().finalized().orElse(report.fromHeight());
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
        listener.rewound(report.from(Math.max(finalized, report.fromHeight())));
        tellWhatIsDurable();
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
    // All of that branch was durable before it, so what stands there is its last block.
    @SuppressWarnings("ReferenceEquality") // The same block may come again behind the rewind, as another commit.
    private boolean isOfThisBranch(CommittedPosition durable) {
        return replaced.isEmpty() || durable != replaced.get();
    }
}
