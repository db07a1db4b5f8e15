package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// Hashes keys for the tables in memory: eight bytes a step, by the 128-bit product of two words folded into 64 bits.
///
/// Keys are chosen by whoever sends transactions to the chain, so the hash is seeded anew by every process: nobody
/// outside can pick keys that all fall into one place of a table.
final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long SEED = new SplittableRandom().nextLong();
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;
    private static final long FINISH = 0xD6E8_FEB8_6659_FD93L;

    private KeyHash() {}

    static int of(byte[] array, int offset, int length) {
        long hash = SEED ^ length * STEP;
        int end = offset + length;
        int position = offset;
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            hash = folded(hash ^ (long) LONGS.get(array, position), STEP);
        }
        if (position < end) {
            long tail = 0;
            for (; position < end; position++) {
                tail = tail << 8 | (array[position] & 0xff);
            }
            hash = folded(hash ^ tail, STEP);
        }
        long finished = folded(hash, FINISH);
        return (int) (finished ^ finished >>> 32);
    }

    private static long folded(long left, long right) {
        return Math.multiplyHigh(left, right) ^ left * right;
    }
}
