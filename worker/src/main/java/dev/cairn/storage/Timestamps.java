package dev.cairn.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// RocksDB's timestamps: 8 bytes, little-endian, compared as unsigned.
final class Timestamps {
    private Timestamps() {}

    static byte[] littleEndian(long timestamp) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(timestamp)
                .array();
    }

    static long littleEndian(byte[] array, int offset) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
    }
}
