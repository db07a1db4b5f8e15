package dev.cairn.metrics;

import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageStats;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What a shard's database says of itself. While it is closed, its series are absent and the others go on.
final class StorageSeries {
    private static final Map<Metric, ToDoubleFunction<StorageStats>> FIGURES = Map.ofEntries(
            Map.entry(Metric.ROCKS_KEYS, stats -> stats.contents().estimatedKeys()),
            Map.entry(Metric.ROCKS_SST_BYTES, stats -> stats.contents().sstBytes()),
            Map.entry(Metric.ROCKS_LIVE_BYTES, stats -> stats.contents().liveDataBytes()),
            Map.entry(Metric.ROCKS_LEVEL0_FILES, stats -> stats.contents().level0Files()),
            Map.entry(Metric.ROCKS_HORIZON, stats -> stats.contents().oldestTimestamp()),
            Map.entry(Metric.ROCKS_MEMTABLE_BYTES, stats -> stats.memory().memtableBytes()),
            Map.entry(Metric.ROCKS_IMMUTABLE, stats -> stats.memory().immutableMemtables()),
            Map.entry(Metric.ROCKS_CACHE_BYTES, stats -> stats.memory().blockCacheBytes()),
            Map.entry(Metric.ROCKS_PINNED_BYTES, stats -> stats.memory().blockCachePinnedBytes()),
            Map.entry(Metric.ROCKS_TABLE_READER_BYTES, stats -> stats.memory().tableReaderBytes()),
            Map.entry(Metric.ROCKS_CACHE_HIT, stats -> stats.reads().blockCacheHits()),
            Map.entry(Metric.ROCKS_CACHE_MISS, stats -> stats.reads().blockCacheMisses()),
            Map.entry(Metric.ROCKS_CACHE_HIT_RATE, stats -> stats.reads().hitRate()),
            Map.entry(Metric.ROCKS_READ_BYTES, stats -> stats.reads().bytesRead()),
            Map.entry(Metric.ROCKS_BLOOM_USEFUL, stats -> stats.reads().bloomUseful()),
            Map.entry(Metric.ROCKS_ITERATORS, stats -> stats.reads().iteratorsOpened()),
            Map.entry(Metric.ROCKS_COMPACTION_CPU, stats -> stats.compaction().cpuMicros()),
            Map.entry(Metric.ROCKS_WRITE_STALL, stats -> stats.compaction().stallMicros()),
            Map.entry(Metric.ROCKS_COMPACTION_READ, stats -> stats.compaction().readBytes()),
            Map.entry(
                    Metric.ROCKS_COMPACTION_WRITTEN, stats -> stats.compaction().writtenBytes()),
            Map.entry(Metric.ROCKS_MEMTABLE_WRITTEN, stats -> stats.compaction().flushedBytes()),
            Map.entry(Metric.ROCKS_WAL_WRITTEN, stats -> stats.compaction().walBytes()),
            Map.entry(
                    Metric.ROCKS_RUNNING_COMPACTIONS,
                    stats -> stats.compaction().running()),
            Map.entry(Metric.ROCKS_PENDING_BYTES, stats -> stats.compaction().pendingBytes()),
            Map.entry(Metric.ROCKS_MEMTABLE_FLUSHES, stats -> stats.events().flushes()),
            Map.entry(Metric.ROCKS_COMPACTIONS, stats -> stats.events().compactions()),
            Map.entry(Metric.ROCKS_STALLS, stats -> stats.events().writeStalls()),
            Map.entry(Metric.ROCKS_BACKGROUND_ERRORS, stats -> stats.events().backgroundErrors()));

    private final Storage storage;
    private final ShardSeries series;

    StorageSeries(Storage storage, ShardSeries series) {
        this.storage = storage;
        this.series = series;
    }

    void show() {
        stats().ifPresentOrElse(
                        stats -> FIGURES.forEach((metric, figure) -> series.show(metric, figure.applyAsDouble(stats))),
                        () -> FIGURES.keySet().forEach(series::hide));
    }

    /// Empty while the database is closed or cannot say.
    Optional<StorageStats> stats() {
        try {
            return Optional.of(storage.stats());
        } catch (StorageFault _) {
            return Optional.empty();
        }
    }
}
