package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// The versions of one key. An iterator with a start timestamp gives every version between two timestamps; its key is
/// then `user key ‖ timestamp (8) ‖ sequence and type (8)`, and deletes show with a type of their own.
final class RocksHistory {
    private static final int SUFFIX = 2 * Long.BYTES;
    private static final int TYPE_DELETE = 0x0;
    private static final int TYPE_DELETE_WITH_TIMESTAMP = 0x14;

    private final RocksDatabase database;
    private final Timeline timeline;

    RocksHistory(RocksDatabase database, Timeline timeline) {
        this.database = database;
        this.timeline = timeline;
    }

    /// The caller holds a lease and has checked the floor.
    List<StateVersion> read(StateKey key, long fromHeight, long toHeight, VersionList versions)
            throws RocksDBException {
        byte[] userKey = key.bytes().toArray();
        try (Slice newest = new Slice(Timestamps.littleEndian(timeline.timestampOf(toHeight)));
                Slice oldest = new Slice(Timestamps.littleEndian(timeline.timestampOf(fromHeight)));
                Slice behind = new Slice(successor(userKey));
                ReadOptions options = new ReadOptions()
                        .setTimestamp(newest)
                        .setIterStartTs(oldest)
                        .setIterateUpperBound(behind);
                RocksIterator iterator = database.db().newIterator(database.family(Column.STATE), options)) {
            iterator.seek(userKey);
            while (iterator.isValid() && versions.hasRoom()) {
                add(iterator, versions);
                iterator.next();
            }
            iterator.status();
            return versions.versions();
        }
    }

    private void add(RocksIterator iterator, VersionList versions) {
        byte[] internalKey = iterator.key();
        int suffixAt = internalKey.length - SUFFIX;
        // What a rewind replaced, and what it wrote to restore older values, belongs to no height.
        OptionalLong height = timeline.heightAt(Timestamps.littleEndian(internalKey, suffixAt));
        if (height.isPresent()) {
            versions.add(new StateVersion(height.getAsLong(), value(iterator, internalKey[suffixAt + Long.BYTES])));
        }
    }

    private static Optional<StateValue> value(RocksIterator iterator, int type) {
        return type == TYPE_DELETE || type == TYPE_DELETE_WITH_TIMESTAMP
                ? Optional.empty()
                : Optional.of(new StateValue(Bytes.wrap(iterator.value())));
    }

    /// The first key behind this one.
    private static byte[] successor(byte[] key) {
        return java.util.Arrays.copyOf(key, key.length + 1);
    }
}
