package dev.cairn.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes RocksDB's serialized write batch: 8 bytes of sequence (0), 4 of count, then the entries.
///
/// RocksJava's own batch takes one native call per entry and cannot carry timestamps. In the serialized form a
/// timestamp is simply the last eight bytes of the key, and one native call hands over a whole round. The buffer is
/// kept from round to round. A property test holds the form against what RocksDB itself reads from it.
final class BatchEncoder {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int COUNT_AT = 8;
    private static final int HEADER = 12;
    private static final byte DELETE = 0x0;
    private static final byte PUT = 0x1;
    private static final byte FAMILY_DELETE = 0x4;
    private static final byte FAMILY_PUT = 0x5;
    private static final byte FAMILY_RANGE_DELETE = 0xe;
    private static final byte RANGE_DELETE = 0xf;
    private static final int VARINT_MAX = 5;
    private static final int BYTES_MAX = Integer.MAX_VALUE - 64;
    /// A buffer larger than this is given back after a round that used little of it.
    private static final int KEPT_BYTES_MAX = 64 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int size = HEADER;
    private int count;

    void reset() {
        if (buffer.length > KEPT_BYTES_MAX && size < buffer.length / 4) {
            buffer = new byte[Math.max(KEPT_BYTES_MAX, size)];
        }
        size = HEADER;
        count = 0;
    }

    int count() {
        return count;
    }

    int size() {
        return size;
    }

    void putState(
            int family,
            byte[] key,
            int keyOffset,
            int keyLength,
            long timestamp,
            byte[] value,
            int valueOffset,
            int valueLength) {
        ensure(1L + 3 * VARINT_MAX + keyLength + Long.BYTES + valueLength);
        stateKey(FAMILY_PUT, family, key, keyOffset, keyLength, timestamp);
        varint(valueLength);
        copy(value, valueOffset, valueLength);
    }

    void deleteState(int family, byte[] key, int keyOffset, int keyLength, long timestamp) {
        ensure(1L + 2 * VARINT_MAX + keyLength + Long.BYTES);
        stateKey(FAMILY_DELETE, family, key, keyOffset, keyLength, timestamp);
    }

    void put(int family, byte[] key, byte[] value) {
        ensure(1L + 3 * VARINT_MAX + key.length + value.length);
        tag(PUT, FAMILY_PUT, family);
        sized(key);
        sized(value);
    }

    void delete(int family, byte[] key) {
        ensure(1L + 2 * VARINT_MAX + key.length);
        tag(DELETE, FAMILY_DELETE, family);
        sized(key);
    }

    void deleteRange(int family, byte[] from, byte[] toExclusive) {
        ensure(1L + 3 * VARINT_MAX + from.length + toExclusive.length);
        tag(RANGE_DELETE, FAMILY_RANGE_DELETE, family);
        sized(from);
        sized(toExclusive);
    }

    /// Begins a put whose value is written in place, by [#valueNumber] and [#valueBytes]; its length is filled in at
    /// the end. Returns what [#endPut] needs.
    int beginPut(int family, byte[] key) {
        ensure(1L + 3 * VARINT_MAX + key.length);
        tag(PUT, FAMILY_PUT, family);
        sized(key);
        size += VARINT_MAX;
        return size;
    }

    void valueNumber(int value) {
        ensure(VARINT_MAX);
        varint(value);
    }

    void valueBytes(byte[] source, int offset, int length) {
        ensure(length);
        copy(source, offset, length);
    }

    /// A varint that is longer than it needs to be is as good as a short one to RocksDB.
    void endPut(int valueStart) {
        int length = size - valueStart;
        for (int i = VARINT_MAX; i > 1; i--) {
            buffer[valueStart - i] = (byte) ((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        buffer[valueStart - 1] = (byte) length;
    }

    /// The batch in an array of exactly its length.
    byte[] toArray() {
        return Arrays.copyOf(encoded(), size);
    }

    /// The batch in the buffer it was written to: the first [#size()] bytes of it, until something is added.
    byte[] encoded() {
        LONGS.set(buffer, 0, 0L);
        INTS.set(buffer, COUNT_AT, count);
        return buffer;
    }

    int capacity() {
        return buffer.length;
    }

    /// Takes back what was written since a size was noted, so that a batch can be tried again with another ending.
    void truncate(int notedSize, int notedCount) {
        size = notedSize;
        count = notedCount;
    }

    private void stateKey(byte tag, int family, byte[] key, int keyOffset, int keyLength, long timestamp) {
        buffer[size++] = tag;
        varint(family);
        varint(keyLength + Long.BYTES);
        copy(key, keyOffset, keyLength);
        LONGS.set(buffer, size, timestamp);
        size += Long.BYTES;
        count++;
    }

    private void tag(byte ofDefault, byte ofFamily, int family) {
        if (family == 0) {
            buffer[size++] = ofDefault;
        } else {
            buffer[size++] = ofFamily;
            varint(family);
        }
        count++;
    }

    private void sized(byte[] bytes) {
        varint(bytes.length);
        copy(bytes, 0, bytes.length);
    }

    private void copy(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, buffer, size, length);
        size += length;
    }

    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            buffer[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void ensure(long more) {
        long needed = size + more;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, grownFor(needed));
        }
    }

    private int grownFor(long needed) {
        if (needed > BYTES_MAX) {
            throw new IllegalArgumentException("expected one write of at most " + BYTES_MAX + " bytes, but got "
                    + needed + "; flush fewer blocks at a time (lower the byte budget of a flush)");
        }
        return (int) Math.min(BYTES_MAX, Math.max(needed, buffer.length * 2L));
    }
}
