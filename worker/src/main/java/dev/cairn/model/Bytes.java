package dev.cairn.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// A run of bytes that does not change: equal by content, ordered as unsigned.
///
/// It may be a slice of a larger array, which it then keeps alive. Keys and values live as slices of the Kafka record
/// they came in, so reading a block copies nothing; whoever wants to keep a few bytes of a large record for long
/// takes a [#copy()].
public final class Bytes implements Comparable<Bytes> {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// A view of part of an array that its owner promises never to change.
    public static Bytes slice(byte[] array, int offset, int length) {
        if ((offset | length) < 0 || length > array.length - offset) {
            throw new IndexOutOfBoundsException("expected a slice inside an array of %d bytes, but got %d bytes from %d"
                    .formatted(array.length, length, offset));
        }
        return new Bytes(array, offset, length);
    }

    /// A view of a whole array that its owner promises never to change.
    public static Bytes wrap(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /// The same bytes in an array of their own.
    public Bytes copy() {
        return wrap(toArray());
    }

    /// A new array, which the caller may change.
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /// Writes them as they are, without a copy of all of them.
    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    /// Whether the given part of an array holds the same bytes; spares the caller an object.
    public boolean contentEquals(byte[] other, int otherOffset, int otherLength) {
        return Arrays.equals(array, offset, offset + length, other, otherOffset, otherOffset + otherLength);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Bytes other && contentEquals(other.array, other.offset, other.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// Hexadecimal, cut where it gets long: for messages, not for parsing.
    @Override
    public String toString() {
        int shown = Math.min(length, 32);
        String hex = HexFormat.of().formatHex(array, offset, offset + shown);
        return shown == length ? "0x" + hex : "0x" + hex + "… (" + length + " bytes)";
    }
}
