package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;

/// Compaction by hand. It can take hours, so closing cuts it off and does not wait for its end. **Threading:** any
/// thread, one after the other.
final class Compactions {
    private final Lock oneAtATime = new ReentrantLock();
    private @Nullable CompactRangeOptions underWay;
    private boolean cutOff;

    /// Compacts a slice of the state, and what was deleted of blocks and changed keys. The caller holds a lease and has
    /// flushed.
    void run(RocksDatabase database, KeyRange slice, long floor) throws RocksDBException {
        run(options -> {
            state(database, slice, options);
            database.db().compactRange(database.family(Column.BLOCKS), null, BlockRows.key(floor), options);
            database.db().compactRange(database.family(Column.CHANGES), null, Records.encodeHeight(floor), options);
        });
    }

    /// The same for the state alone; RocksDB flushes what memtables hold of it. The caller holds a lease.
    void state(RocksDatabase database, KeyRange slice) throws RocksDBException {
        run(options -> state(database, slice, options));
    }

    private static void state(RocksDatabase database, KeyRange slice, CompactRangeOptions options)
            throws RocksDBException {
        byte[] from = slice.from().isEmpty() ? null : slice.from().toArray();
        byte[] to = slice.toExclusive().map(Bytes::toArray).orElse(null);
        // Else it all came to the first tier, however little that may hold.
        long bytes = database.db().getLongProperty(database.family(Column.STATE), "rocksdb.live-sst-files-size");
        options.setTargetPathId(database.options().tierOf(bytes));
        try {
            database.db().compactRange(database.family(Column.STATE), from, to, options);
        } finally {
            options.setTargetPathId(0);
        }
    }

    private interface Work {
        void with(CompactRangeOptions options) throws RocksDBException;
    }

    // One after the other: what is asked for while a slice is rewritten in the background waits for that.
    private void run(Work work) throws RocksDBException {
        oneAtATime.lock();
        try {
            runAlone(work);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void runAlone(Work work) throws RocksDBException {
        // The last level is rewritten too: what the floor has passed lies mostly there.
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            begin(options);
            try {
                work.with(options);
            } finally {
                end();
            }
        }
    }

    /// The one under way ends soon, with an error; a later one at once.
    synchronized void cutOff() {
        cutOff = true;
        if (underWay != null) {
            underWay.setCanceled(true);
        }
    }

    private synchronized void begin(CompactRangeOptions options) {
        underWay = options;
        options.setCanceled(cutOff);
    }

    /// From here on nobody touches the options, which are freed next.
    private synchronized void end() {
        underWay = null;
    }
}
