package dev.cairn.synthetic;

/// A whole number drawn evenly from `min` to `max`, both included.
public record IntRange(int min, int max) {

    public IntRange {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException("the range is " + min + " to " + max
                    + ", but it has to start at 0 or above and not end below its start");
        }
    }

    public static IntRange exactly(int value) {
        return new IntRange(value, value);
    }

    int pick(long random) {
        // The high half of a product is even over the range and, unlike a remainder, costs no division.
        return min + (int) (((random >>> 32) * (max - min + 1L)) >>> 32);
    }

    boolean fixed() {
        return min == max;
    }

    @Override
    public String toString() {
        return fixed() ? Integer.toString(min) : min + " to " + max;
    }
}
