package dev.cairn.pipeline;

import dev.cairn.fault.Halt;
import dev.cairn.flush.FlushReport;
import dev.cairn.model.BlockRef;
import dev.cairn.model.SourcePartition;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.source.SourceBatch;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;
import java.util.Optional;
import java.util.Set;

/// Hears what the loops did. **Threading:** each call comes from the loop that did it, so a listener is called from
/// several threads; it must return at once.
public interface PipelineListener {
    PipelineListener NONE = new PipelineListener() {};

    /// A poll came back.
    default void polled(SourceBatch batch) {}

    /// A block event was read; its block may wait for transactions yet, or turn out to be known.
    default void announced(BlockRef block) {}

    /// A block that was announced is waited for, longer than a moment; empty when that is over.
    default void awaiting(Optional<AwaitedBlock> block) {}

    /// A block became visible.
    default void applied(AppliedReport report) {}

    /// Blocks above another one were dropped for a reorganisation.
    default void reorganised(BlockRef fork, int blocksDropped) {}

    /// Records that changed nothing because they were known.
    default void duplicates(long records) {}

    /// A record that is no event was put aside.
    default void deadLettered() {}

    default void flushed(FlushReport report) {}

    /// The disk did not do what it was asked for; it will be asked again if that can help.
    default void storageFailed(RuntimeException cause) {}

    /// Kafka gave no answer; it will be asked again.
    default void sourceUnavailable(RuntimeException cause) {}

    /// The database is about to be rewound. What is thrown keeps it from that, and it is tried again.
    default void rewinding(long toHeight) {}

    /// The database was rewound for a reorganisation below what was final.
    default void rewound(RewindReport report) {}

    /// A snapshot was taken, and is finished. From the thread that takes them, as the next.
    default void snapshotTaken(SnapshotReport report) {}

    /// A snapshot was not taken; the next is tried when it is due.
    default void snapshotFailed(RuntimeException cause) {}

    /// How many heights there are that retention does not want, now.
    default void pruneLag(long blocks) {}

    /// Heights from one on can be read no more, up to the new floor.
    default void pruned(long earliestBefore, long floor) {}

    /// A snapshot is in the repository. From the thread that sends them, as the next.
    default void snapshotSent(SentReport report) {}

    /// A snapshot could not be sent; it is tried again.
    default void snapshotNotSent(RuntimeException cause) {}

    /// From now on the database is written at another pace.
    default void paced(Pace pace, long unreadRecords) {}

    /// Which partitions are not read for now.
    default void paused(Set<SourcePartition> partitions) {}

    /// An operator has told the shard to stand still, or to go on.
    default void pausedByOperator(boolean paused) {}

    /// What is held in memory, now.
    default void memory(MemoryReport report) {}

    /// Something was thrown that nobody foresaw, by a mistake of ours; a halt follows.
    default void unforeseen(Throwable cause) {}

    /// What the halt came of that follows, foreseen as by a handler's mistake: where it was thrown may help.
    default void haltCause(Throwable cause) {}

    /// The disk refuses writes, and would take them if the database were opened again. Told at every try.
    default void opensAgain() {}

    /// Applying stopped.
    default void halted(Halt halt) {}

    /// The cause is gone; applying goes on.
    default void resumed() {}
}
