package dev.cairn.pipeline;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import java.util.Optional;
import java.util.OptionalLong;

/// What the storage loop is to do next. **Threading:** the `apply` thread.
final class StorageJobs {
    private final Flushing flushing;
    private final Memtables memtables;
    private final FlushDemands demands;
    private final Errands errands;
    private final Retention retention;
    private final Backlog backlog;

    StorageJobs(
            Flushing flushing,
            Memtables memtables,
            FlushDemands demands,
            Errands errands,
            Retention retention,
            Backlog backlog) {
        this.flushing = flushing;
        this.memtables = memtables;
        this.demands = demands;
        this.errands = errands;
        this.retention = retention;
        this.backlog = backlog;
    }

    /// A job that there is a reason for now. Who demands something goes first: while a worker catches up there
    /// is always another reason.
    Optional<StorageJob> due() {
        OptionalLong demanded = demands.height();
        return errands.next()
                .<StorageJob>map(StorageJob.Errand::new)
                .or(() -> demanded.isPresent() ? Optional.of(demanded(demanded.getAsLong())) : dueByItself());
    }

    private Optional<StorageJob> dueByItself() {
        return flushing.dueRound().map(this::flush).or(this::dueMemtables).or(this::duePrune);
    }

    /// What has to be done before the database is rewound: the fork may be among blocks that are not on disk yet.
    Optional<StorageJob> beforeRewind() {
        return flushing.round(FlushTrigger.BEFORE_REWIND).map(this::flush);
    }

    /// What is left to do before the end.
    Optional<StorageJob> last() {
        return flushing.round(FlushTrigger.SHUTDOWN)
                .map(this::flush)
                .or(() -> memtables.areFilled() ? Optional.of(new StorageJob.FlushMemtables()) : Optional.empty());
    }

    private StorageJob demanded(long height) {
        return flushing.roundFrom(height, FlushTrigger.MANUAL)
                .map(this::flush)
                .orElseGet(StorageJob.FlushMemtables::new);
    }

    private Optional<StorageJob> dueMemtables() {
        return memtables.areDue() ? Optional.of(new StorageJob.FlushMemtables()) : Optional.empty();
    }

    private Optional<StorageJob> duePrune() {
        OptionalLong floor = retention.due();
        return floor.isPresent() ? Optional.of(new StorageJob.Prune(floor.getAsLong())) : Optional.empty();
    }

    private StorageJob flush(FlushRound round) {
        return new StorageJob.Flush(round, backlog.pace());
    }
}
