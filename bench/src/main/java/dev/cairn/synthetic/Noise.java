package dev.cairn.synthetic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Bytes that no compression shortens, from a seed.
final class Noise {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Noise() {}

    static void fill(long seed, byte[] target, int from, int length) {
        int end = from + length;
        long state = seed;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            state += Dice.STEP;
            LONG.set(target, at, Dice.mix(state));
        }
        if (at < end) {
            putHead(Dice.mix(state + Dice.STEP), target, at, end - at);
        }
    }

    /// Writes the low `bytes` bytes of a number, the most significant first.
    static void putHead(long value, byte[] target, int from, int bytes) {
        if (bytes == Long.BYTES) {
            LONG.set(target, from, value);
            return;
        }
        for (int i = 0; i < bytes; i++) {
            target[from + i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
    }
}
