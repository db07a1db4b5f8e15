package dev.cairn.metrics;

import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotReport;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What is kept, and how long keeping it takes. **Threading:** any, but for [#show()].
final class SnapshotSeries {
    private static final long[] DURATIONS_MS = {100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000};

    private final ShardSeries series;
    private final Count taken;
    private final Count failures;
    private final Timer duration;
    private final Count sent;
    private final Count sendFailures;
    private final Count sentBytes;
    private final Count skippedBytes;
    private volatile Optional<Instant> newestTaken = Optional.empty();
    private volatile LongSupplier damagedDatabases = () -> 0;
    private volatile OptionalLong newestBytes = OptionalLong.empty();
    private volatile OptionalLong sentHeight = OptionalLong.empty();

    SnapshotSeries(ShardSeries series) {
        this.series = series;
        taken = series.counter(Metric.SNAPSHOTS);
        failures = series.counter(Metric.SNAPSHOT_FAILURES);
        duration = series.durations(Metric.SNAPSHOT_DURATION, DURATIONS_MS);
        sent = series.counter(Metric.SNAPSHOTS_SENT);
        sendFailures = series.counter(Metric.SNAPSHOT_SEND_FAILURES);
        sentBytes = series.counter(Metric.SNAPSHOT_SENT_BYTES);
        skippedBytes = series.counter(Metric.SNAPSHOT_SKIPPED_BYTES);
    }

    void taken(SnapshotReport report) {
        taken.increment();
        duration.record(report.nanos(), TimeUnit.NANOSECONDS);
        newestBytes = OptionalLong.of(report.bytes());
        newest(report.taken());
    }

    /// The newest there is was taken then, by whomever.
    void newest(Instant taken) {
        newestTaken = Optional.of(taken);
    }

    /// @param count  asked for each scrape
    void damagedDatabases(LongSupplier count) {
        damagedDatabases = count;
    }

    void failed() {
        failures.increment();
    }

    void sent(SentReport report) {
        sent.increment();
        sentBytes.add(report.bytesSent());
        skippedBytes.add(report.bytesSkipped());
        sentHeight = OptionalLong.of(report.block().height().value());
    }

    void notSent() {
        sendFailures.increment();
    }

    /// For a scrape.
    void show() {
        series.show(Metric.SNAPSHOT_BYTES, newestBytes);
        series.show(Metric.SNAPSHOT_SENT_HEIGHT, sentHeight);
        series.show(Metric.DAMAGED_DATABASES, damagedDatabases.getAsLong());
        newestTaken.ifPresent(taken -> series.show(Metric.SNAPSHOT_TIMESTAMP, taken.toEpochMilli() / 1e3));
    }
}
