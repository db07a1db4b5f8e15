package dev.cairn.storage;

import dev.cairn.model.Bytes;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.RocksDBException;

/// Compaction by hand. The caller holds a lease and has flushed.
final class Compactions {
    private Compactions() {}

    static void run(RocksDatabase database, KeyRange slice) throws RocksDBException {
        byte[] from = slice.from().isEmpty() ? null : slice.from().toArray();
        byte[] to = slice.toExclusive().map(Bytes::toArray).orElse(null);
        // The last level is rewritten too: what the floor has passed lies mostly there.
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            database.db().compactRange(database.family(Column.STATE), from, to, options);
            if (from == null && to == null) {
                database.db().compactRange(database.family(Column.BLOCKS), null, null, options);
                database.db().compactRange(database.family(Column.CHANGES), null, null, options);
            }
        }
    }
}
