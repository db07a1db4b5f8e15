package dev.cairn.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DbPath;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RateLimiter;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.WriteBufferManager;

/// Our settings in RocksDB's terms, and the native objects that live as long as the database.
final class RocksOptions implements AutoCloseable {
    /// A dictionary is made of so many times its size.
    static final int TRAINED_WITH = 100;

    /// Blocks, changed keys and rows are a small part of the data, and are written in order.
    private static final long SIDE_WRITE_BUFFER_BYTES = 8L << 20;

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final RocksSettings settings;
    private final HyperClockCache cache;
    private final Statistics statistics;
    private final DBOptions database;
    private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

    RocksOptions(RocksSettings settings, Durability durability) {
        this(settings, durability, true);
    }

    /// @param logsOfManifest  whether all logs have to be there that the manifest names
    RocksOptions(RocksSettings settings, Durability durability, boolean logsOfManifest) {
        this.settings = settings;
        // Without locks: every level costs a point read three lookups.
        cache = own(new HyperClockCache(settings.memory().budgetBytes(), 0, -1, false));
        statistics = own(new Statistics());
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        database = own(databaseOptions(durability, logsOfManifest));
        BlockBasedTableConfig table = table();
        for (Column column : Column.values()) {
            families.add(new ColumnFamilyDescriptor(column.nameBytes(), own(familyOptions(column, table))));
        }
    }

    DBOptions database() {
        return database;
    }

    List<ColumnFamilyDescriptor> families() {
        return families;
    }

    HyperClockCache cache() {
        return cache;
    }

    Statistics statistics() {
        return statistics;
    }

    /// The tier that a state of so many bytes comes to, if the ones before it are full of the rest.
    int tierOf(long bytes) {
        List<StorageTier> tiers = settings.places().tiers();
        long left = bytes;
        for (int tier = 0; tier < tiers.size(); tier++) {
            left -= tiers.get(tier).bytesMax();
            if (left <= 0) {
                return tier;
            }
        }
        return Math.max(0, tiers.size() - 1);
    }

    private DBOptions databaseOptions(Durability durability, boolean logsOfManifest) {
        RocksSettings.CompactionSettings compaction = settings.compaction();
        DBOptions options = verifyingLogs(logsOfManifest)
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWriteBufferManager(
                        own(new WriteBufferManager(settings.memory().memtableBytesMax(), cache)))
                .setMaxOpenFiles(settings.files().openFilesMax())
                .setMaxBackgroundJobs(compaction.backgroundJobs())
                .setMaxSubcompactions(compaction.subcompactions())
                .setMaxTotalWalSize(compaction.walBytesMax())
                .setUseFsync(compaction.fsync())
                // There is one writer, and inserting without atomics is faster by half.
                .setAllowConcurrentMemtableWrite(false)
                .setAtomicFlush(durability == Durability.KAFKA)
                // Files are synced bit by bit while they are written, so readers do not stall behind one large sync.
                .setBytesPerSync(1 << 20)
                .setWalBytesPerSync(durability == Durability.WAL ? 0 : 1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(16 << 20)
                .setKeepLogFileNum(4)
                .setStatsDumpPeriodSec(0);
        if (settings.statistics()) {
            options.setStatistics(statistics);
        }
        if (compaction.bytesPerSecondMax() > 0) {
            options.setRateLimiter(own(new RateLimiter(compaction.bytesPerSecondMax())));
        }
        return options;
    }

    /// Families are flushed at different times, so a log that is missing or cut would leave some of them
    /// without rounds that others have. With the sizes of closed logs in the manifest such a database
    /// does not open; and should the manifest be cut too, each log names the one before it. RocksJava has
    /// no setters for it.
    private static DBOptions verifyingLogs(boolean logsOfManifest) {
        Properties properties = new Properties();
        properties.setProperty("track_and_verify_wals_in_manifest", Boolean.toString(logsOfManifest));
        properties.setProperty("track_and_verify_wals", Boolean.toString(logsOfManifest));
        return DBOptions.getDBOptionsFromProps(properties);
    }

    private BlockBasedTableConfig table() {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setOptimizeFiltersForMemory(true)
                .setBlockSize(settings.files().blockBytes())
                .setFormatVersion(6);
        if (settings.files().bloomBitsPerKey() > 0) {
            table.setFilterPolicy(own(new BloomFilter(settings.files().bloomBitsPerKey(), false)));
        }
        return table;
    }

    private ColumnFamilyOptions familyOptions(Column column, BlockBasedTableConfig table) {
        ColumnFamilyOptions options = column == Column.STATE ? timestamped() : new ColumnFamilyOptions();
        RocksSettings.CompressionSettings compression = settings.compression();
        CompressionOptions bottom = own(new CompressionOptions()).setEnabled(true);
        bottom.setMaxDictBytes(compression.bottomDictionaryBytes())
                .setZStdMaxTrainBytes(TRAINED_WITH * compression.bottomDictionaryBytes());
        options.setTableFormatConfig(table)
                .setWriteBufferSize(
                        column == Column.STATE
                                ? settings.memory().writeBufferBytes()
                                : Math.min(
                                        SIDE_WRITE_BUFFER_BYTES,
                                        settings.memory().writeBufferBytes()))
                .setMaxWriteBufferNumber(settings.memory().writeBufferCount())
                .setMinWriteBufferNumberToMerge(settings.memory().writeBuffersToMerge())
                .setTargetFileSizeBase(settings.files().targetFileBytes())
                .setLevel0FileNumCompactionTrigger(settings.compaction().level0Trigger())
                .setMaxBytesForLevelBase(settings.compaction().levelBaseBytes())
                .setLevelCompactionDynamicLevelBytes(true)
                .setBottommostCompressionType(type(compression.bottom()))
                .setBottommostCompressionOptions(bottom);
        if (column == Column.STATE) {
            options.setCompressionPerLevel(
                    compression.levels().stream().map(RocksOptions::type).toList());
        } else {
            options.setCompressionType(type(compression.cold()));
        }
        List<DbPath> paths = paths(column);
        return paths.isEmpty() ? options : options.setCfPaths(paths);
    }

    private List<DbPath> paths(Column column) {
        RocksSettings.PlaceSettings places = settings.places();
        return switch (column) {
            case STATE ->
                places.tiers().stream()
                        .map(tier -> new DbPath(tier.directory(), tier.bytesMax()))
                        .toList();
            case BLOCKS, CHANGES ->
                places.coldDirectory().stream()
                        .map(directory -> new DbPath(directory, Long.MAX_VALUE))
                        .toList();
            case DEFAULT -> List.of();
        };
    }

    /// The only way from Java to the comparator that carries timestamps, and to a memtable that begins
    /// its search for the place of an entry at the entry before. One prefix of no length: a round is
    /// sorted as a whole.
    private static ColumnFamilyOptions timestamped() {
        Properties properties = new Properties();
        properties.setProperty("comparator", "leveldb.BytewiseComparator.u64ts");
        properties.setProperty("memtable_insert_with_hint_prefix_extractor", "rocksdb.CappedPrefix.0");
        ColumnFamilyOptions options = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(properties);
        if (options == null) {
            throw new IllegalStateException("expected RocksDB to know the properties " + properties
                    + ", but it does not; use the version of rocksdbjni that Cairn is built with");
        }
        // The versions of a key lie side by side. Passing one costs a tenth of a seek, which RocksDB would try after
        // eight of them.
        return options.setMaxSequentialSkipInIterations(64);
    }

    private static CompressionType type(Compression compression) {
        return switch (compression) {
            case NONE -> CompressionType.NO_COMPRESSION;
            case SNAPPY -> CompressionType.SNAPPY_COMPRESSION;
            case LZ4 -> CompressionType.LZ4_COMPRESSION;
            case ZSTD -> CompressionType.ZSTD_COMPRESSION;
        };
    }

    /// As RocksDB's text form of options has it.
    static String nameOf(Compression compression) {
        return switch (compression) {
            case NONE -> "kNoCompression";
            case SNAPPY -> "kSnappyCompression";
            case LZ4 -> "kLZ4Compression";
            case ZSTD -> "kZSTD";
        };
    }

    private <T extends AutoCloseable> T own(T object) {
        owned.push(object);
        return object;
    }

    @Override
    public void close() {
        ClosingNatively.all(owned);
    }
}
