package dev.cairn.mvcc;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Sorts by keys, fast where keys differ early: the first eight bytes of each key are compared as one number, by a
/// radix sort that reads no key at all, and only keys that agree there are compared whole.
///
/// Comparing whole keys from the start costs as much as RocksDB needs to insert them. What all keys have in common (a
/// namespace, say) is left out of the eight bytes, so that it cannot make them all alike.
public final class PrefixSort {
    private static final VarHandle BIG_ENDIAN_LONGS = MethodHandles.byteArrayViewVarHandle(
                    long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private PrefixSort() {}

    /// The keys to sort, by number.
    public interface Keys {
        int count();

        byte[] array(int number);

        int offset(int number);

        int length(int number);
    }

    /// The numbers of the keys in their order, unsigned.
    ///
    /// @param amongEqualKeys orders the numbers of keys that are the same
    public static int[] order(Keys keys, IntComparator amongEqualKeys) {
        int common = commonPrefix(keys);
        long[] prefixes = new long[keys.count()];
        int[] order = new int[prefixes.length];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = prefix(keys.array(i), keys.offset(i), keys.length(i), common);
            order[i] = i;
        }
        LongArrays.radixSortIndirect(order, prefixes, false);
        IntComparator wholeKeys = (left, right) -> {
            int byKey = Arrays.compareUnsigned(
                    keys.array(left),
                    keys.offset(left),
                    keys.offset(left) + keys.length(left),
                    keys.array(right),
                    keys.offset(right),
                    keys.offset(right) + keys.length(right));
            return byKey != 0 ? byKey : amongEqualKeys.compare(left, right);
        };
        // A merge sort, since whoever sends transactions chooses keys: there are some that make a quicksort compare
        // each
        // with each, and go deeper than the stack. What it merges from and to has to be alike at first.
        int[] support = order.clone();
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && prefixes[order[to]] == prefixes[order[from]]) {
                to++;
            }
            if (to - from > 1) {
                IntArrays.mergeSort(order, from, to, wholeKeys, support);
            }
            from = to;
        }
        return order;
    }

    private static int commonPrefix(Keys keys) {
        if (keys.count() == 0) {
            return 0;
        }
        byte[] first = keys.array(0);
        int firstOffset = keys.offset(0);
        int common = keys.length(0);
        for (int i = 1; i < keys.count() && common > 0; i++) {
            common = Math.min(common, keys.length(i));
            int mismatch = Arrays.mismatch(
                    first, firstOffset, firstOffset + common, keys.array(i), keys.offset(i), keys.offset(i) + common);
            common = mismatch < 0 ? common : mismatch;
        }
        return common;
    }

    /// Eight bytes from `skipped` on, as a number whose signed order is their unsigned order; zeros where a key ends.
    private static long prefix(byte[] array, int offset, int length, int skipped) {
        long prefix;
        if (length - skipped >= Long.BYTES) {
            prefix = (long) BIG_ENDIAN_LONGS.get(array, offset + skipped);
        } else {
            prefix = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                prefix = prefix << 8 | (skipped + i < length ? array[offset + skipped + i] & 0xff : 0);
            }
        }
        return prefix ^ Long.MIN_VALUE;
    }
}
