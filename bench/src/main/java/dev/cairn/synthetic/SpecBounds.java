package dev.cairn.synthetic;

/// What a [ChainSpec] and its parts accept, with one way of saying so.
final class SpecBounds {
    private SpecBounds() {}

    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", but a share lies between 0 and 1");
        }
    }

    static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", but it has to be " + min + " to " + max);
        }
    }

    static void within(String name, IntRange range, int min, int max) {
        if (range.min() < min || range.max() > max) {
            throw new IllegalArgumentException(
                    name + " is " + range + ", but it has to lie within " + min + " to " + max);
        }
    }
}
