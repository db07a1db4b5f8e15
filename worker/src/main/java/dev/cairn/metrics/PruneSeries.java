package dev.cairn.metrics;

import dev.cairn.prune.ReclaimListener;
import java.time.InstantSource;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What is forgotten, and the space it gives back. **Threading:** told by the loop that did it, and by the thread that
/// gives space back; shown by one thread at a time.
final class PruneSeries implements ReclaimListener {
    private final InstantSource timeOfDay;
    private final ShardSeries series;
    private final Count prunes;
    private final Count prunedBlocks;
    private final Count surveyed;
    private final Count compacted;
    private final Count reclaimed;
    private volatile long lag;
    private volatile OptionalLong lastPruneMs = OptionalLong.empty();
    private volatile OptionalDouble garbage = OptionalDouble.empty();

    PruneSeries(ShardSeries series, InstantSource timeOfDay) {
        this.series = series;
        this.timeOfDay = timeOfDay;
        prunes = series.counter(Metric.PRUNES);
        prunedBlocks = series.counter(Metric.PRUNED_BLOCKS);
        surveyed = series.counter(Metric.SURVEYED_SLICES);
        compacted = series.counter(Metric.COMPACTED_SLICES);
        reclaimed = series.counter(Metric.RECLAIMED_BYTES);
    }

    void show() {
        series.show(Metric.PRUNE_LAG, lag);
        lastPruneMs.ifPresent(ms -> series.show(Metric.LAST_PRUNE, ms / 1e3));
        garbage.ifPresent(ratio -> series.show(Metric.GARBAGE, ratio));
    }

    void lag(long blocks) {
        lag = blocks;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The apply loop alone tells.
    void pruned(long earliestBefore, long floor) {
        long rise = floor - earliestBefore;
        prunes.increment();
        prunedBlocks.add(rise);
        lag = Math.max(0, lag - rise);
        lastPruneMs = OptionalLong.of(timeOfDay.millis());
    }

    @Override
    public void surveyed(double garbageRatio) {
        surveyed.increment();
        garbage = OptionalDouble.of(garbageRatio);
    }

    @Override
    public void compacted(long bytesReclaimed) {
        compacted.increment();
        reclaimed.add(bytesReclaimed);
    }
}
