package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import org.jspecify.annotations.Nullable;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;

/// Compaction by hand. It can take hours, so closing cuts it off and does not wait for its end. **Threading:** one
/// thread compacts, any cuts off.
final class Compactions {
    private @Nullable CompactRangeOptions underWay;
    private boolean cutOff;

    /// Compacts a slice of the state, and what was deleted of blocks and changed keys. The caller holds a lease and has
    /// flushed.
    void run(RocksDatabase database, KeyRange slice, long floor) throws RocksDBException {
        byte[] from = slice.from().isEmpty() ? null : slice.from().toArray();
        byte[] to = slice.toExclusive().map(Bytes::toArray).orElse(null);
        // The last level is rewritten too: what the floor has passed lies mostly there.
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            begin(options);
            try {
                database.db().compactRange(database.family(Column.STATE), from, to, options);
                database.db().compactRange(database.family(Column.BLOCKS), null, BlockRows.key(floor), options);
                database.db().compactRange(database.family(Column.CHANGES), null, Records.encodeHeight(floor), options);
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
