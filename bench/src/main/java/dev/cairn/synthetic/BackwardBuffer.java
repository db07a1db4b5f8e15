package dev.cairn.synthetic;

import java.util.Arrays;

/// Bytes of a protobuf message, written from the last to the first.
///
/// Protobuf puts a nested message's length before it. Forwards that takes two passes, one for the lengths;
/// backwards the nested message is already there when its length is due.
final class BackwardBuffer {
    private static final int LENGTH_DELIMITED = 2;
    private static final int VARINT_BYTES_MAX = 10;

    private byte[] bytes = new byte[4096];
    private int start = bytes.length;

    void clear() {
        start = bytes.length;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /// How much is written so far; the argument that [#closeMessage] takes later.
    int written() {
        return bytes.length - start;
    }

    void closeMessage(int field, int writtenBefore) {
        lengthAndTag(field, written() - writtenBefore);
    }

    /// Makes room for a field of this length and returns where in [#array] its bytes belong. The caller fills them
    /// before it writes on, then puts the field's [#lengthAndTag] before them.
    int makeRoom(int length) {
        ensureFree(length);
        start -= length;
        return start;
    }

    byte[] array() {
        return bytes;
    }

    void lengthAndTag(int field, int length) {
        varint(length);
        varint(field << 3 | LENGTH_DELIMITED);
    }

    void bytesField(int field, byte[] value) {
        int at = makeRoom(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        lengthAndTag(field, value.length);
    }

    void varintField(int field, long value) {
        varint(value);
        varint(field << 3);
    }

    /// Fields without explicit presence are left out when they are 0.
    void varintFieldUnlessZero(int field, long value) {
        if (value != 0) {
            varintField(field, value);
        }
    }

    private void varint(long value) {
        ensureFree(VARINT_BYTES_MAX);
        int at = start - varintBytes(value);
        start = at;
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            bytes[at++] = (byte) (rest | 0x80);
        }
        bytes[at] = (byte) rest;
    }

    private static int varintBytes(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (bits + 6) / 7;
    }

    private void ensureFree(int length) {
        if (length <= start) {
            return;
        }
        int written = written();
        byte[] larger = new byte[Math.max(2 * bytes.length, written + length)];
        System.arraycopy(bytes, start, larger, larger.length - written, written);
        bytes = larger;
        start = larger.length - written;
    }
}
