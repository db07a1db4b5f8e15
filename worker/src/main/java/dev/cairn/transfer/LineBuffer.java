package dev.cairn.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A line while it is made. It is kept from line to line: fresh arrays for each key and value cost more than what is
/// written into them.
final class LineBuffer {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 10];
    private int size;

    void add(byte[] more) {
        ensureRoom(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void add(byte[] array, int offset, int length) {
        ensureRoom(length);
        System.arraycopy(array, offset, bytes, size, length);
        size += length;
    }

    void addHex(byte[] array, int offset, int length) {
        ensureRoom(2 * length);
        int at = size;
        for (int i = offset; i < offset + length; i++) {
            bytes[at++] = DIGITS[(array[i] >> 4) & 0xf];
            bytes[at++] = DIGITS[array[i] & 0xf];
        }
        size = at;
    }

    /// And begins the next line.
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    private void ensureRoom(int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
        }
    }
}
