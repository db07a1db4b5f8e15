package dev.cairn.pipeline;

import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushRound;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;

/// What the apply loop asks the storage loop to do, one at a time.
sealed interface StorageJob {
    /// Writes a round.
    ///
    /// @param pace  at which the database is to take it
    record Flush(FlushRound round, Pace pace) implements StorageJob {}

    /// Makes what is committed durable, where there is no log.
    record FlushMemtables() implements StorageJob {}

    /// Makes an older block the last one again.
    ///
    /// @param announcementsFrom  the block event with which reading goes on
    /// @param highestAnnounced   no block event before that one announced a higher block
    record Rewind(long toHeight, long announcementsFrom, long highestAnnounced) implements StorageJob {}

    /// What came of it.
    sealed interface Outcome {}

    record Flushed(FlushReport report) implements Outcome {}

    record MemtablesFlushed() implements Outcome {}

    record Rewound(RewindReport report) implements Outcome {}

    /// Disk and memory are as they were.
    record Failed(StorageJob job, RuntimeException cause) implements Outcome {}
}
