package dev.cairn.metrics;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.flush.FlushReport;
import dev.cairn.marks.MarkBoard;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.AppliedReport;
import dev.cairn.pipeline.AwaitedBlock;
import dev.cairn.pipeline.MemoryReport;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.prune.ReclaimListener;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.source.SourceBatch;
import dev.cairn.source.SourceRecord;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageStats;
import dev.cairn.thread.Clocks;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The series of a shard: told by its loops what happens, and asking marks and storage when somebody looks.
/// **Threading:** as [PipelineListener] for what it is told; one thread at a time for [#show()].
public final class PipelineMetrics implements PipelineListener {
    /// Closest around 25 ms, which is what the way from producer to reader may take at the tip.
    private static final long[] LATENCIES_MS = {
        1, 2, 4, 6, 8, 10, 12, 15, 18, 20, 22, 25, 28, 32, 40, 50, 75, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000,
        30_000, 60_000, 300_000, 3_600_000
    };

    private static final long[] REORG_DEPTHS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 128};

    private final InstantSource timeOfDay;
    private final ShardSeries series;
    private final ShardProgress progress;
    private final ProgressSeries progressSeries;
    private final StorageSeries storageSeries;
    private final FlushSeries flushes;
    private final SnapshotSeries snapshots;
    private final PruneSeries pruning;
    private final Count readRecords;
    private final Count readBytes;
    private final Count duplicates;
    private final Count deadLetters;
    private final Count appliedBlocks;
    private final Count appliedTransactions;
    private final Count appliedWrites;
    private final Count appliedBytes;
    private final Timer visibleLatency;
    private final DistributionSummary reorgDepth;
    private final Count sourceFailures;
    private final Count storageFailures;
    private final Count rewinds;
    private final Count rewoundBlocks;
    private final Count rewoundKeys;

    /// @param limits  what memory is compared with
    /// @param clocks  the time of day is what Kafka's timestamps are taken by, as far as clocks of machines agree
    public PipelineMetrics(
            MeterRegistry registry,
            ShardPartitions partitions,
            MarkBoard marks,
            Storage storage,
            BufferLimits limits,
            Clocks clocks) {
        timeOfDay = clocks.timeOfDay();
        series = new ShardSeries(registry, partitions.shard());
        progress = new ShardProgress(partitions, marks, clocks);
        progressSeries = new ProgressSeries(progress, partitions, limits, series);
        storageSeries = new StorageSeries(storage, series);
        flushes = new FlushSeries(series);
        snapshots = new SnapshotSeries(series);
        pruning = new PruneSeries(series, timeOfDay);
        readRecords = series.counter(Metric.READ_RECORDS);
        readBytes = series.counter(Metric.READ_BYTES);
        duplicates = series.counter(Metric.DUPLICATE_RECORDS);
        deadLetters = series.counter(Metric.DEAD_LETTERS);
        appliedBlocks = series.counter(Metric.APPLIED_BLOCKS);
        appliedTransactions = series.counter(Metric.APPLIED_TRANSACTIONS);
        appliedWrites = series.counter(Metric.APPLIED_WRITES);
        appliedBytes = series.counter(Metric.APPLIED_BYTES);
        visibleLatency = series.durations(Metric.VISIBLE_LATENCY, LATENCIES_MS);
        reorgDepth = series.sizes(Metric.REORG_DEPTH, REORG_DEPTHS);
        sourceFailures = series.counter(Metric.SOURCE_FAILURES);
        storageFailures = series.counter(Metric.STORAGE_FAILURES);
        rewinds = series.counter(Metric.REWINDS);
        rewoundBlocks = series.counter(Metric.REWOUND_BLOCKS);
        rewoundKeys = series.counter(Metric.REWOUND_KEYS);
        // A series that appears with its first event hides that event from rate().
        for (HaltReason reason : HaltReason.values()) {
            var _ = halts(reason);
        }
    }

    /// How the shard is doing now. Any thread.
    public ProgressFigures progress() {
        return progress.now();
    }

    /// What its database says of itself; empty while that is closed. Any thread.
    public Optional<StorageStats> storageStats() {
        return storageSeries.stats();
    }

    /// Brings what is not counted as it happens up to date, for a scrape.
    void show() {
        progressSeries.show();
        storageSeries.show();
        snapshots.show();
        pruning.show();
    }

    /// There is a snapshot already, the newest of which was taken then.
    public void newestSnapshot(Instant taken) {
        snapshots.newest(taken);
    }

    /// Who can tell how many damaged databases lie beside the shard's; any thread may ask.
    public void damagedDatabases(LongSupplier count) {
        snapshots.damagedDatabases(count);
    }

    /// Hears how space is given back.
    public ReclaimListener reclaiming() {
        return pruning;
    }

    @Override
    public void polled(SourceBatch batch) {
        progress.polled(batch);
        readRecords.add(batch.records().size());
        readBytes.add(batch.records().stream().mapToLong(SourceRecord::bytes).sum());
    }

    @Override
    public void announced(BlockRef block) {
        progress.announced(block);
    }

    @Override
    public void awaiting(Optional<AwaitedBlock> block) {
        progress.awaiting(block);
    }

    @Override
    public void applied(AppliedReport report) {
        progress.applied(report);
        flushes.unflushed().applied(report.block().height().value(), report.transactions());
        appliedBlocks.increment();
        appliedTransactions.add(report.transactions());
        appliedWrites.add(report.changes());
        appliedBytes.add(report.bytes());
        // Records of producers that set no time have none.
        if (report.publishedMs() > 0) {
            // Clocks of two machines may differ.
            visibleLatency.record(Math.max(0, timeOfDay.millis() - report.publishedMs()), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void reorganised(BlockRef fork, int blocksDropped) {
        flushes.unflushed().droppedAbove(fork.height().value());
        reorgDepth.record(blocksDropped);
    }

    @Override
    public void duplicates(long records) {
        duplicates.add(records);
    }

    @Override
    public void deadLettered() {
        deadLetters.increment();
    }

    @Override
    public void flushed(FlushReport report) {
        progress.flushed(report);
        flushes.flushed(report);
    }

    @Override
    public void storageFailed(RuntimeException cause) {
        storageFailures.increment();
    }

    @Override
    public void sourceUnavailable(RuntimeException cause) {
        sourceFailures.increment();
    }

    @Override
    public void rewound(RewindReport report) {
        progress.rewound(report);
        flushes.unflushed().droppedAbove(report.toHeight());
        rewinds.increment();
        rewoundBlocks.add(report.blocksDropped());
        rewoundKeys.add(report.keysRestored());
    }

    @Override
    public void snapshotTaken(SnapshotReport report) {
        snapshots.taken(report);
    }

    @Override
    public void snapshotFailed(RuntimeException cause) {
        snapshots.failed();
    }

    @Override
    public void pruneLag(long blocks) {
        pruning.lag(blocks);
    }

    @Override
    public void pruned(long earliestBefore, long floor) {
        pruning.pruned(earliestBefore, floor);
    }

    @Override
    public void snapshotSent(SentReport report) {
        snapshots.sent(report);
    }

    @Override
    public void snapshotNotSent(RuntimeException cause) {
        snapshots.notSent();
    }

    @Override
    public void paused(Set<SourcePartition> waiting) {
        progress.paused(waiting);
    }

    @Override
    public void pausedByOperator(boolean paused) {
        progress.pausedByOperator(paused);
    }

    @Override
    public void memory(MemoryReport report) {
        progress.memory(report);
    }

    @Override
    public void halted(Halt halt) {
        progress.halted(halt);
        halts(halt.reason()).increment();
    }

    @Override
    public void resumed() {
        progress.resumed();
    }

    private Count halts(HaltReason reason) {
        return series.counter(Metric.HALTS, reason.toString());
    }
}
