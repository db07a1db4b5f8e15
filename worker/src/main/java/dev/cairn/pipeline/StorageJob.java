package dev.cairn.pipeline;

import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushRound;
import dev.cairn.model.Announcements;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Pace;
import dev.cairn.storage.RewindReport;
import java.util.Optional;

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
    /// @param announcements  which block events do not count again; empty for those before that block
    record Rewind(long toHeight, Optional<Announcements> announcements) implements StorageJob {
        /// Otherwise it follows a reorganisation.
        boolean isWished() {
            return announcements.isEmpty();
        }
    }

    /// Forgets what is older than a height.
    record Prune(long below) implements StorageJob {}

    /// Does what an operator wants.
    record Errand(Errands.Errand<?> errand) implements StorageJob {}

    /// What came of it.
    sealed interface Outcome {}

    record Flushed(FlushReport report) implements Outcome {}

    record MemtablesFlushed() implements Outcome {}

    /// An older block is the last one again: the one that was to be, or one between, if the disk took only a part of
    /// the way.
    ///
    /// @param before  what was the last block until then, and is durable
    record Rewound(Rewind job, RewindReport report, CommittedPosition before) implements Outcome {
        boolean isAllTheWay() {
            return report.toHeight() == job.toHeight();
        }
    }

    record Pruned() implements Outcome {}

    /// It was tried; who asked for it is to be told what came of it.
    record ErrandRun(Errands.Errand<?> errand) implements Outcome {}

    /// Disk and memory are as they were.
    record Failed(StorageJob job, RuntimeException cause) implements Outcome {}
}
