package dev.cairn.e2e.streams;

import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.RocksSettings;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.HyperClockCache;
import org.rocksdb.Options;

/// The memory and the settings that all contenders have. Left at its own, Kafka Streams writes twice as much to disk.
public final class TunedRocks implements RocksDBConfigSetter {
    private final RocksSettings settings = RocksPreset.MEDIUM.settings();
    private final Cache cache = new HyperClockCache(settings.memory().budgetBytes(), 0, -1, false);
    private final BloomFilter filter = new BloomFilter(settings.files().bloomBitsPerKey(), false);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setTableFormatConfig(((BlockBasedTableConfig) options.tableFormatConfig())
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setOptimizeFiltersForMemory(true)
                        .setBlockSize(settings.files().blockBytes())
                        .setFormatVersion(6)
                        .setFilterPolicy(filter))
                .setWriteBufferSize(settings.memory().writeBufferBytes())
                .setMaxWriteBufferNumber(settings.memory().writeBufferCount())
                .setTargetFileSizeBase(settings.files().targetFileBytes())
                .setLevel0FileNumCompactionTrigger(settings.compaction().level0Trigger())
                .setMaxBytesForLevelBase(settings.compaction().levelBaseBytes())
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompactionStyle(CompactionStyle.LEVEL)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setMaxBackgroundJobs(settings.compaction().backgroundJobs())
                .setBytesPerSync(1 << 20)
                .setAllowConcurrentMemtableWrite(false);
    }

    @Override
    public void close(String storeName, Options options) {
        filter.close();
        cache.close();
    }
}
