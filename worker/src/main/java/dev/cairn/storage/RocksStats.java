package dev.cairn.storage;

import org.rocksdb.HistogramType;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/// Gathers what RocksDB counts. Tickers count since opening, properties say what is now: reading one as the other
/// gives a series that is always 0. The caller holds a lease.
final class RocksStats {
    private final RocksDatabase database;
    private final Statistics statistics;

    private RocksStats(RocksDatabase database) {
        this.database = database;
        statistics = database.options().statistics();
    }

    static StorageStats read(RocksDatabase database, Progress progress) throws RocksDBException {
        RocksStats stats = new RocksStats(database);
        return new StorageStats(
                stats.contents(progress), stats.memory(), stats.reads(), stats.compaction(), stats.events());
    }

    // Counted by histograms. RocksDB could also call a listener, but RocksJava's have brought down the process: one
    // that hears of stalls by a null pointer, one that hears of background errors by a reason it does not know.
    private StorageStats.Events events() throws RocksDBException {
        return new StorageStats.Events(
                count(HistogramType.FLUSH_TIME),
                count(HistogramType.COMPACTION_TIME),
                count(HistogramType.WRITE_STALL),
                database.db().getLongProperty("rocksdb.background-errors"));
    }

    private StorageStats.Contents contents(Progress progress) throws RocksDBException {
        return new StorageStats.Contents(
                database.db().getLongProperty(database.family(Column.STATE), "rocksdb.estimate-num-keys"),
                sum("rocksdb.total-sst-files-size"),
                sum("rocksdb.estimate-live-data-size"),
                sum("rocksdb.num-files-at-level0"),
                progress.timeline().timestampOf(progress.floor()),
                RocksLevels.read(database));
    }

    private StorageStats.Memory memory() throws RocksDBException {
        return new StorageStats.Memory(
                database.memtableBytes(),
                sum("rocksdb.num-immutable-mem-table"),
                database.options().cache().getUsage(),
                database.options().cache().getPinnedUsage(),
                sum("rocksdb.estimate-table-readers-mem"));
    }

    private StorageStats.Reads reads() {
        return new StorageStats.Reads(
                ticker(TickerType.BLOCK_CACHE_HIT),
                ticker(TickerType.BLOCK_CACHE_MISS),
                ticker(TickerType.BYTES_READ) + ticker(TickerType.ITER_BYTES_READ),
                ticker(TickerType.BLOOM_FILTER_USEFUL),
                ticker(TickerType.NO_ITERATOR_CREATED));
    }

    private StorageStats.Compaction compaction() throws RocksDBException {
        return new StorageStats.Compaction(
                statistics.getHistogramData(HistogramType.COMPACTION_CPU_TIME).getSum(),
                ticker(TickerType.STALL_MICROS),
                ticker(TickerType.COMPACT_READ_BYTES),
                ticker(TickerType.COMPACT_WRITE_BYTES),
                ticker(TickerType.FLUSH_WRITE_BYTES),
                ticker(TickerType.WAL_FILE_BYTES),
                database.db().getLongProperty("rocksdb.num-running-compactions"),
                sum("rocksdb.estimate-pending-compaction-bytes"));
    }

    private long ticker(TickerType type) {
        return statistics.getTickerCount(type);
    }

    private long count(HistogramType type) {
        return statistics.getHistogramData(type).getCount();
    }

    /// Over all families. Levels have text properties, which are numbers all the same.
    private long sum(String property) throws RocksDBException {
        long sum = 0;
        for (Column column : Column.values()) {
            sum += Long.parseLong(database.db().getProperty(database.family(column), property));
        }
        return sum;
    }
}
