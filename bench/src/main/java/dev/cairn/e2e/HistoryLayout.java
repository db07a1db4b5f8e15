package dev.cairn.e2e;

import dev.cairn.model.Bytes;
import dev.cairn.store.PlainDatabase;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/// The latest values, for quick reads, and beside them every version under its key and its height, so that a seek finds
/// the one that counted at a height. Of a version the first byte tells whether it is a value. Keys are of one length,
/// so no key is the beginning of another.
record HistoryLayout(PlainDatabase database) implements Layout {
    private static final byte[] DELETED = {0};
    private static final byte PRESENT = 1;

    @Override
    public void put(WriteBatch batch, long height, byte[] key, byte[] value) throws RocksDBException {
        batch.put(database.latest(), key, value);
        byte[] version = new byte[1 + value.length];
        version[0] = PRESENT;
        System.arraycopy(value, 0, version, 1, value.length);
        batch.put(database.history(), versionKey(key, height), version);
    }

    @Override
    public void delete(WriteBatch batch, long height, byte[] key) throws RocksDBException {
        batch.delete(database.latest(), key);
        batch.put(database.history(), versionKey(key, height), DELETED);
    }

    @Override
    public Optional<Bytes> valueAt(byte[] key, long height) {
        try (RocksIterator iterator = database.db().newIterator(database.history())) {
            iterator.seekForPrev(versionKey(key, height));
            if (!iterator.isValid() || !isVersionOf(key, iterator.key())) {
                return Optional.empty();
            }
            byte[] version = iterator.value();
            return version[0] == PRESENT ? Optional.of(Bytes.slice(version, 1, version.length - 1)) : Optional.empty();
        }
    }

    private static byte[] versionKey(byte[] key, long height) {
        return ByteBuffer.allocate(key.length + Long.BYTES)
                .put(key)
                .putLong(height)
                .array();
    }

    private static boolean isVersionOf(byte[] key, byte[] versionKey) {
        return versionKey.length == key.length + Long.BYTES
                && Arrays.equals(versionKey, 0, key.length, key, 0, key.length);
    }
}
