package dev.cairn.storage;

import dev.cairn.model.Bytes;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;

/// Compaction by hand. The caller holds a lease and has flushed.
final class Compactions {
    private Compactions() {}

    /// A slice of the state, and what was deleted of blocks and changed keys.
    static void run(RocksDatabase database, KeyRange slice, long floor) throws RocksDBException {
        byte[] from = slice.from().isEmpty() ? null : slice.from().toArray();
        byte[] to = slice.toExclusive().map(Bytes::toArray).orElse(null);
        // The last level is rewritten too: what the floor has passed lies mostly there.
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            database.db().compactRange(database.family(Column.STATE), from, to, options);
            database.db().compactRange(database.family(Column.BLOCKS), null, BlockRows.key(floor), options);
            database.db().compactRange(database.family(Column.CHANGES), null, Records.encodeHeight(floor), options);
        }
    }
}
