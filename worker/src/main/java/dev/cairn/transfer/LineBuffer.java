package dev.cairn.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A line while it is made. It is kept from line to line: fresh arrays for each key and value cost more than what is
/// written into them.
final class LineBuffer {
    private static final VarHandle TWO_BYTES =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    /// The two digits of each byte: one look and one write for each takes half the time of two.
    private static final short[] DIGITS = digits();

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
            TWO_BYTES.set(bytes, at, DIGITS[array[i] & 0xff]);
            at += Short.BYTES;
        }
        size = at;
    }

    /// And begins the next line.
    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    private static short[] digits() {
        short[] digits = new short[1 << Byte.SIZE];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (short) (Character.forDigit(i >> 4, 16) << Byte.SIZE | Character.forDigit(i & 0xf, 16));
        }
        return digits;
    }

    private void ensureRoom(int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, length)));
        }
    }
}
