package dev.cairn.model;

/// A height that cannot be negative and cannot be mistaken for an offset.
///
/// The largest long is left out, so that "the height after" always exists. Innermost loops carry heights as plain
/// longs: Java has no value classes yet.
public record BlockHeight(long value) implements Comparable<BlockHeight> {
    public static final long MAX_VALUE = Long.MAX_VALUE - 1;

    public BlockHeight {
        if (!isValid(value)) {
            throw new IllegalArgumentException("expected a height from 0 to " + MAX_VALUE + ", but got " + value);
        }
    }

    public static boolean isValid(long value) {
        return value >= 0 && value <= MAX_VALUE;
    }

    @Override
    public int compareTo(BlockHeight other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
