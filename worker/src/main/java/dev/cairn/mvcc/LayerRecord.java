package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// How a layer's array looks. It begins with the layer's height (8 bytes) and its sequence number in the index (4, and
/// 4 unused): so a reader finds them where the array's own length lies, which it has to fetch anyway. The changes
/// follow, each as: link to the older version of its key (8 bytes), length of the key (4), length of the value (4; -1
/// for a delete), key, value.
final class LayerRecord {
    /// Where the first change begins.
    static final int FIRST = 16;
    /// What a change takes beside key and value.
    static final int HEADER_BYTES = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder())
            .withInvokeExactBehavior();
    private static final int HEIGHT = 0;
    private static final int SEQUENCE = Long.BYTES;
    private static final int KEY_LENGTH = Long.BYTES;
    private static final int VALUE_LENGTH = KEY_LENGTH + Integer.BYTES;
    private static final int DELETED = -1;

    private LayerRecord() {}

    static long height(byte[] records) {
        return (long) LONGS.get(records, HEIGHT);
    }

    static void setHeight(byte[] records, long height) {
        LONGS.set(records, HEIGHT, height);
    }

    static int sequence(byte[] records) {
        return (int) INTS.get(records, SEQUENCE);
    }

    static void setSequence(byte[] records, int sequence) {
        INTS.set(records, SEQUENCE, sequence);
    }

    /// Begins a record: gives the place behind its key.
    static int write(byte[] records, int at, byte[] key, int keyOffset, int keyLength) {
        INTS.set(records, at + KEY_LENGTH, keyLength);
        System.arraycopy(key, keyOffset, records, at + HEADER_BYTES, keyLength);
        return at + HEADER_BYTES + keyLength;
    }

    static void writeDelete(byte[] records, int at) {
        INTS.set(records, at + VALUE_LENGTH, DELETED);
    }

    /// Gives the place behind the value.
    static int writeValue(byte[] records, int at, byte[] value, int valueOffset, int valueLength) {
        INTS.set(records, at + VALUE_LENGTH, valueLength);
        int target = valueOffset(records, at);
        System.arraycopy(value, valueOffset, records, target, valueLength);
        return target + valueLength;
    }

    /// The next older version of the key, as a [Reference].
    static long older(byte[] records, int at) {
        return (long) LONGS.get(records, at);
    }

    static void link(byte[] records, int at, long older) {
        LONGS.set(records, at, older);
    }

    static int keyOffset(int at) {
        return at + HEADER_BYTES;
    }

    static int keyLength(byte[] records, int at) {
        return (int) INTS.get(records, at + KEY_LENGTH);
    }

    static boolean isDelete(byte[] records, int at) {
        return valueLength(records, at) == DELETED;
    }

    static int valueOffset(byte[] records, int at) {
        return at + HEADER_BYTES + keyLength(records, at);
    }

    static int valueLength(byte[] records, int at) {
        return (int) INTS.get(records, at + VALUE_LENGTH);
    }

    static boolean hasKey(byte[] records, int at, byte[] key, int offset, int length) {
        int keyOffset = keyOffset(at);
        return keyLength(records, at) == length
                && Arrays.equals(records, keyOffset, keyOffset + length, key, offset, offset + length);
    }
}
