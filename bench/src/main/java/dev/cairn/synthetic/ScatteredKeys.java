package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Keys that are ids of an [IdSpace].
record ScatteredKeys(IdSpace ids) implements KeyNumbers {

    @Override
    public ByteString keyOf(int number) {
        return UnsafeByteOperations.unsafeWrap(ids.idOf(number));
    }

    @Override
    public OptionalInt numberOf(ByteString key) {
        OptionalLong number = ids.numberOf(key.toByteArray());
        return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= Integer.MAX_VALUE
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    @Override
    public int[] inKeyOrder(int[] numbers) {
        // Sorting signed numbers with the sign bit turned is sorting unsigned ones, without an object for each.
        long[] heads = Arrays.stream(numbers)
                .mapToLong(number -> ids.headOf(number) ^ Long.MIN_VALUE)
                .toArray();
        Arrays.sort(heads);
        return Arrays.stream(heads)
                .mapToInt(head -> (int) ids.numberAt(head ^ Long.MIN_VALUE))
                .toArray();
    }
}
