package dev.cairn.metrics;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.marks.Marks;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import dev.cairn.pipeline.MemoryReport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is true of a shard now: marks, lag, memory, whether it stands.
final class ProgressSeries {
    private final ShardProgress progress;
    private final ShardPartitions partitions;
    private final BufferLimits limits;
    private final ShardSeries series;

    ProgressSeries(ShardProgress progress, ShardPartitions partitions, BufferLimits limits, ShardSeries series) {
        this.progress = progress;
        this.partitions = partitions;
        this.limits = limits;
        this.series = series;
    }

    void show() {
        ProgressFigures now = progress.now();
        showMarks(now.marks());
        showLag(now);
        showWait(now);
        showPaused(now);
        series.show(Metric.PAUSED, now.pausedByOperator() ? 1 : 0);
        showMemory(now.memory());
        showHalted(now.halted().map(Halt::reason));
    }

    private void showMarks(Marks marks) {
        series.show(Metric.APPLIED_HEIGHT, marks.applied());
        series.show(Metric.FINALIZED_HEIGHT, marks.finalized());
        series.show(Metric.FLUSHED_HEIGHT, marks.flushed());
        series.show(Metric.SNAPSHOT_HEIGHT, marks.snapshot());
        series.show(Metric.EARLIEST_HEIGHT, marks.earliest());
    }

    private void showLag(ProgressFigures now) {
        now.lagByPartition().forEach((partition, lag) -> series.show(Metric.LAG_OFFSETS, lag, labels(partition)));
        series.show(Metric.LAG_BLOCKS, now.lagBlocks());
        now.lag()
                .ifPresentOrElse(
                        lag -> series.show(Metric.LAG_SECONDS, seconds(lag)), () -> series.hide(Metric.LAG_SECONDS));
    }

    private void showWait(ProgressFigures now) {
        series.show(
                Metric.WAITING_FOR_BLOCK,
                now.awaiting().map(wait -> seconds(wait.time())).orElse(0.0));
    }

    private void showPaused(ProgressFigures now) {
        // A shard that takes all partitions of a topic may get more of them.
        Set<SourcePartition> known = new TreeSet<>(partitions.all());
        known.addAll(now.lagByPartition().keySet());
        for (SourcePartition partition : known) {
            series.show(Metric.PARTITION_PAUSED, now.paused().contains(partition) ? 1 : 0, labels(partition));
        }
    }

    private void showMemory(MemoryReport memory) {
        series.show(Metric.WAITING_BYTES, memory.waitingBytes());
        series.show(Metric.WAITING_LIMIT, limits.waitingBytesMax());
        series.show(Metric.TIP_BYTES, memory.tipBytes());
        series.show(Metric.UNFLUSHED_BYTES, memory.unflushedBytes());
        series.show(Metric.UNFLUSHED_LIMIT, limits.unflushedBytesMax());
        series.show(Metric.STORE_BYTES, memory.storeBytes());
        series.show(Metric.STORE_LIMIT, limits.storeBytesMax());
    }

    private void showHalted(Optional<HaltReason> halted) {
        for (HaltReason reason : HaltReason.values()) {
            series.show(Metric.HALTED, halted.equals(Optional.of(reason)) ? 1 : 0, reason.toString());
        }
    }

    private static String[] labels(SourcePartition partition) {
        return new String[] {partition.topic(), Integer.toString(partition.partition())};
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
