package dev.cairn.synthetic;

import com.google.protobuf.ByteString;
import java.util.OptionalInt;

/// State keys and the numbers that stand for them, so that the oracle holds an int where a key would be.
interface KeyNumbers {

    ByteString keyOf(int number);

    /// The number of a key, or nothing if no write of this chain can have it.
    OptionalInt numberOf(ByteString key);

    /// The same numbers, in the order of their keys as unsigned bytes.
    int[] inKeyOrder(int[] numbers);
}
