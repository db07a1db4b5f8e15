package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.Range;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;

/// How much of the state lies between two keys, as RocksDB guesses it. The caller holds a lease.
final class StateSizes {
    /// A range needs an end. Keys behind this one are missed, which a guess may do.
    private static final byte[] BEHIND_ALL = new byte[128];

    static {
        Arrays.fill(BEHIND_ALL, (byte) 0xff);
    }

    private StateSizes() {}

    static long about(RocksDatabase database, KeyRange range) {
        try (Slice from = new Slice(range.from().toArray());
                Slice to = new Slice(range.toExclusive().map(Bytes::toArray).orElse(BEHIND_ALL))) {
            return database.db()
                    .getApproximateSizes(
                            database.family(Column.STATE),
                            List.of(new Range(from, to)),
                            SizeApproximationFlag.INCLUDE_FILES,
                            SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
        }
    }
}
