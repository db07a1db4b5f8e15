package dev.cairn.storage;

import java.util.List;

/// What the storage has counted and what it holds, at one moment. Counters begin at 0 when it is opened. What a
/// backend does not have is 0.
public record StorageStats(Contents contents, Memory memory, Reads reads, Compaction compaction, Events events) {
    static final StorageStats EMPTY = new StorageStats(
            new Contents(0, 0, 0, 0, 0, List.of()),
            new Memory(0, 0, 0, 0, 0),
            new Reads(0, 0, 0, 0, 0),
            new Compaction(0, 0, 0, 0, 0, 0, 0, 0),
            new Events(0, 0, 0, 0));

    /// What is stored.
    ///
    /// @param estimatedKeys      versions of the state, roughly: RocksDB counts entries, not keys
    /// @param liveDataBytes      an estimate of what would be left if everything was compacted
    /// @param oldestTimestamp    of the state's timeline, what the horizon stands at
    /// @param levels             from the youngest down to the deepest that holds a file
    public record Contents(
            long estimatedKeys,
            long sstBytes,
            long liveDataBytes,
            long level0Files,
            long oldestTimestamp,
            List<Level> levels) {
        public Contents {
            levels = List.copyOf(levels);
        }
    }

    /// Files of one age: new ones come to level 0, and compaction takes them down.
    public record Level(int level, long files, long bytes) {}

    /// What it holds in native memory.
    ///
    /// @param tableReaderBytes  index and filter blocks that are not in the cache
    public record Memory(
            long memtableBytes,
            long immutableMemtables,
            long blockCacheBytes,
            long blockCachePinnedBytes,
            long tableReaderBytes) {}

    public record Reads(
            long blockCacheHits, long blockCacheMisses, long bytesRead, long bloomUseful, long iteratorsOpened) {
        /// From 0 to 1; 0 as long as nothing was read.
        public double hitRate() {
            long all = blockCacheHits + blockCacheMisses;
            return all == 0 ? 0 : (double) blockCacheHits / all;
        }
    }

    /// Background work.
    ///
    /// @param pendingBytes  what compaction has to rewrite before it is done
    public record Compaction(
            long cpuMicros,
            long stallMicros,
            long readBytes,
            long writtenBytes,
            long flushedBytes,
            long walBytes,
            long running,
            long pendingBytes) {}

    /// What RocksDB did by itself.
    public record Events(long flushes, long compactions, long writeStalls, long backgroundErrors) {}

    static StorageStats ofKeys(long keys) {
        return new StorageStats(
                new Contents(keys, 0, 0, 0, 0, List.of()),
                EMPTY.memory(),
                EMPTY.reads(),
                EMPTY.compaction(),
                EMPTY.events());
    }
}
