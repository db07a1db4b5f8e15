package dev.cairn.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Heights as keys: big-endian, so that the order of bytes is the order of heights.
final class BigEndian {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private BigEndian() {}

    static void put(byte[] array, int offset, long value) {
        LONGS.set(array, offset, value);
    }

    static long get(byte[] array, int offset) {
        return (long) LONGS.get(array, offset);
    }
}
