package dev.cairn.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DirectSlice;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// What one point read needs on the native side, made once and used again: read options whose timestamp is a slice of
/// a direct buffer, so reading at another height means overwriting eight bytes. **Threading:** one thread at a time.
final class ReadSlot implements AutoCloseable {
    private static final int VALUE_BYTES_FIRST = 4 << 10;
    private static final int VALUE_BYTES_KEPT_MAX = 1 << 20;

    private final ByteBuffer timestamp = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final DirectSlice timestampSlice = new DirectSlice(timestamp, Long.BYTES);
    private final ReadOptions options = new ReadOptions().setTimestamp(timestampSlice);
    private ByteBuffer key = ByteBuffer.allocateDirect(256);
    private ByteBuffer value = ByteBuffer.allocateDirect(VALUE_BYTES_FIRST);

    /// The value as of a timestamp, or null if there is none.
    byte @Nullable [] get(RocksDB db, ColumnFamilyHandle family, long at, byte[] keyArray, int keyOffset, int keyLength)
            throws RocksDBException {
        timestamp.putLong(0, at);
        if (key.capacity() < keyLength) {
            key = ByteBuffer.allocateDirect(Math.max(keyLength, 2 * key.capacity()));
        }
        int length = read(db, family, keyArray, keyOffset, keyLength);
        while (length > value.capacity()) {
            value = ByteBuffer.allocateDirect(Math.max(length, 2 * value.capacity()));
            length = read(db, family, keyArray, keyOffset, keyLength);
        }
        if (length == RocksDB.NOT_FOUND) {
            return null;
        }
        byte[] copy = new byte[length];
        value.get(0, copy);
        return copy;
    }

    private int read(RocksDB db, ColumnFamilyHandle family, byte[] keyArray, int keyOffset, int keyLength)
            throws RocksDBException {
        key.clear().put(keyArray, keyOffset, keyLength).flip();
        value.clear();
        return db.get(family, options, key, value);
    }

    /// Values of many megabytes are rare; one of them must not stay in every slot for ever.
    void trim() {
        if (value.capacity() > VALUE_BYTES_KEPT_MAX) {
            value = ByteBuffer.allocateDirect(VALUE_BYTES_FIRST);
        }
    }

    @Override
    public void close() {
        options.close();
        timestampSlice.close();
    }
}
