package dev.cairn.load;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// What is asked at a port, in turn.
///
/// @param requests  whole ones, ready to be sent
record Questions(int port, List<ByteBuffer> requests) {
    private static final int DIFFERENT = 20_000;
    /// Has no factor in common with the number of keys, so the keys that are asked for lie all over.
    private static final int STRIDE = 7_919;

    static Questions hello(int port) {
        return new Questions(port, List.of(Wire.request("/")));
    }

    /// Point reads of values at the newest block.
    static Questions values(int port, String... headers) {
        return new Questions(
                port,
                IntStream.range(0, DIFFERENT)
                        .mapToObj(i -> HexFormat.of().formatHex(SmallValues.key(i * STRIDE % SmallValues.KEYS)))
                        .map(key -> Wire.request("/v1/state?key=" + key, headers))
                        .toList());
    }

    ByteBuffer next(long number) {
        return requests.get((int) (number % requests.size())).duplicate();
    }
}
