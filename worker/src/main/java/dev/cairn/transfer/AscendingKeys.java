package dev.cairn.transfer;

import dev.cairn.model.StateKey;
import java.util.Arrays;

/// Looks whether keys come as they are written: each behind the one before it, so none twice, and of a
/// length that keys can have. A checksum does not tell: whoever puts a file together can make those right.
final class AscendingKeys {
    private byte[] array = new byte[0];
    private int begin;
    private int end;

    /// The array stays as it is until the next key. Throws [IllegalArgumentException] if this one may not
    /// come next.
    void take(byte[] nextArray, int offset, int length) {
        if (!StateKey.isValidLength(length)
                || Arrays.compareUnsigned(array, begin, end, nextArray, offset, offset + length) >= 0) {
            throw new IllegalArgumentException("expected keys to ascend");
        }
        array = nextArray;
        begin = offset;
        end = offset + length;
    }
}
