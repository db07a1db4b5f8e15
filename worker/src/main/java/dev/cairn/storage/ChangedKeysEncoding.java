package dev.cairn.storage;

import java.util.Arrays;

/// The keys that a block changed, ascending: their number, then for each the bytes it shares with the one before, the
/// number of its own and those. Neighbours share most of their bytes, and ZSTD takes what is left.
final class ChangedKeysEncoding {
    private ChangedKeysEncoding() {}

    static void write(BatchEncoder out, int family, byte[] rowKey, KeyList keys) {
        int start = out.beginPut(family, rowKey);
        int size = keys.size();
        out.valueNumber(size);
        byte[] previous = new byte[0];
        int previousOffset = 0;
        int previousLength = 0;
        for (int i = 0; i < size; i++) {
            byte[] array = keys.array(i);
            int offset = keys.offset(i);
            int length = keys.length(i);
            int shared = shared(previous, previousOffset, previousLength, array, offset, length);
            out.valueNumber(shared);
            out.valueNumber(length - shared);
            out.valueBytes(array, offset + shared, length - shared);
            previous = array;
            previousOffset = offset;
            previousLength = length;
        }
        out.endPut(start);
    }

    private static int shared(byte[] left, int leftOffset, int leftLength, byte[] right, int offset, int length) {
        int mismatch = Arrays.mismatch(left, leftOffset, leftOffset + leftLength, right, offset, offset + length);
        return mismatch < 0 ? leftLength : mismatch;
    }
}
