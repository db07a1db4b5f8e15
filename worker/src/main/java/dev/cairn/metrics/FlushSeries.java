package dev.cairn.metrics;

import dev.cairn.flush.FlushReport;
import dev.cairn.flush.FlushTrigger;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What goes to disk, and how long it takes. **Threading:** any.
final class FlushSeries {
    private static final long[] DURATIONS_MS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
    };
    private static final long[] SIZES = {
        1 << 10, 16 << 10, 128 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20, 256 << 20, 1L << 30
    };

    private final ShardSeries series;
    private final UnflushedTransactions unflushed = new UnflushedTransactions();
    private final Timer duration;
    private final DistributionSummary size;
    private final Count blocks;
    private final Count transactions;
    private final Count writes;
    private final Count bytes;
    private final Count skippedWrites;

    FlushSeries(ShardSeries series) {
        this.series = series;
        duration = series.durations(Metric.FLUSH_DURATION, DURATIONS_MS);
        size = series.sizes(Metric.FLUSH_SIZE, SIZES);
        blocks = series.counter(Metric.FLUSHED_BLOCKS);
        transactions = series.counter(Metric.FLUSHED_TRANSACTIONS);
        writes = series.counter(Metric.FLUSHED_WRITES);
        bytes = series.counter(Metric.FLUSHED_BYTES);
        skippedWrites = series.counter(Metric.SKIPPED_WRITES);
        // A series that appears with its first event hides that event from rate().
        for (FlushTrigger trigger : FlushTrigger.values()) {
            var _ = flushes(trigger);
        }
    }

    /// Where a flush will find how many transactions it flushed.
    UnflushedTransactions unflushed() {
        return unflushed;
    }

    void flushed(FlushReport report) {
        flushes(report.trigger()).increment();
        duration.record(report.nanos(), TimeUnit.NANOSECONDS);
        size.record((double) report.bytes());
        blocks.add(report.toHeight() - report.fromHeight() + 1);
        transactions.add(unflushed.flushedUpTo(report.toHeight()));
        writes.add(report.entriesWritten());
        bytes.add(report.bytes());
        skippedWrites.add(report.entriesSkipped());
    }

    private Count flushes(FlushTrigger trigger) {
        return series.counter(Metric.FLUSHES, trigger.name().toLowerCase(Locale.ROOT));
    }
}
