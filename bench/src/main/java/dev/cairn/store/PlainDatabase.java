package dev.cairn.store;

import dev.cairn.storage.RocksSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/// What somebody writes by hand: RocksDB with a family `latest` and, for those who keep history, one beside it. It gets
/// the same settings as ours, so that the difference is the layout and the way of writing, not the tuning.
public final class PlainDatabase implements AutoCloseable {
    private static final CompressionType UPPER = CompressionType.LZ4_COMPRESSION;
    private static final CompressionType BOTTOM = CompressionType.ZSTD_COMPRESSION;

    static {
        RocksDB.loadLibrary();
    }

    private final List<AbstractNativeReference> natives = new ArrayList<>();
    private final List<ColumnFamilyHandle> families = new ArrayList<>();
    private final WriteOptions synced = own(new WriteOptions().setSync(true));
    private final RocksDB db;

    public PlainDatabase(Path directory, RocksSettings settings) throws RocksDBException {
        HyperClockCache cache = own(new HyperClockCache(settings.memory().budgetBytes(), 0, -1, false));
        DBOptions options = own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWriteBufferManager(
                        own(new WriteBufferManager(settings.memory().memtableBytesMax(), cache)))
                .setMaxBackgroundJobs(settings.compaction().backgroundJobs())
                .setMaxSubcompactions(settings.compaction().subcompactions())
                .setMaxTotalWalSize(settings.compaction().walBytesMax())
                .setAllowConcurrentMemtableWrite(false)
                .setBytesPerSync(1 << 20)
                .setStatsDumpPeriodSec(0);
        if (settings.statistics()) {
            options.setStatistics(own(new Statistics()));
        }
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setOptimizeFiltersForMemory(true)
                .setBlockSize(settings.files().blockBytes())
                .setFormatVersion(6)
                .setFilterPolicy(own(new BloomFilter(settings.files().bloomBitsPerKey(), false)));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : List.of("default", "latest", "history")) {
            descriptors.add(
                    new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), familyOptions(settings, table)));
        }
        db = RocksDB.open(options, directory.toString(), descriptors, families);
    }

    private ColumnFamilyOptions familyOptions(RocksSettings settings, BlockBasedTableConfig table) {
        CompressionOptions bottom = own(new CompressionOptions())
                .setEnabled(true)
                .setMaxDictBytes(settings.compression().dictionaryBytes())
                .setZStdMaxTrainBytes(100 * settings.compression().dictionaryBytes());
        return own(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(settings.memory().writeBufferBytes())
                .setMaxWriteBufferNumber(settings.memory().writeBufferCount())
                .setTargetFileSizeBase(settings.files().targetFileBytes())
                .setLevel0FileNumCompactionTrigger(settings.compaction().level0Trigger())
                .setMaxBytesForLevelBase(settings.compaction().levelBaseBytes())
                .setLevelCompactionDynamicLevelBytes(true)
                .setCompressionType(UPPER)
                .setBottommostCompressionType(BOTTOM)
                .setBottommostCompressionOptions(bottom);
    }

    public RocksDB db() {
        return db;
    }

    public ColumnFamilyHandle latest() {
        return families.get(1);
    }

    public ColumnFamilyHandle history() {
        return families.get(2);
    }

    public WriteOptions synced() {
        return synced;
    }

    /// The row that a hand-made worker keeps beside its data, to know where to go on.
    static byte[] offsets(long height) {
        return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    }

    /// Writes all blocks of a load, the latest values only.
    void fill(StoreLoad load, int blocksPerRound) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            for (int height = 1; height <= load.blocks(); height++) {
                long first = load.firstWrite(height);
                for (long write = first; write < first + load.writesPerBlock(); write++) {
                    batch.put(latest(), load.key(load.keyOf(write)), load.value(write));
                }
                if (height % blocksPerRound == 0 || height == load.blocks()) {
                    db.write(synced, batch);
                    batch.clear();
                }
            }
        }
    }

    /// Waits until flushes and compactions have done what they found to do.
    void settle() throws Exception {
        Settling.await(() -> db.getAggregatedLongProperty("rocksdb.num-running-compactions")
                + db.getAggregatedLongProperty("rocksdb.num-running-flushes"));
    }

    void compact() throws RocksDBException {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            db.flush(flush, families);
        }
        for (ColumnFamilyHandle family : families) {
            db.compactRange(family);
        }
    }

    @Override
    public void close() {
        for (ColumnFamilyHandle family : families) {
            family.close();
        }
        db.close();
        for (AbstractNativeReference object : natives.reversed()) {
            object.close();
        }
    }

    private <T extends AbstractNativeReference> T own(T object) {
        natives.add(object);
        return object;
    }
}
