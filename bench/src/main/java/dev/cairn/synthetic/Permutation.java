package dev.cairn.synthetic;

/// Shuffles the numbers of 1 to 8 bytes: each has exactly one image, and the way back is known.
///
/// Every step can be undone: an addition, a multiplication by an odd number, and a fold of the high half onto the low
/// half, which is its own inverse because the shift is at least half the width.
final class Permutation {
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND_INVERSE = inverse(SECOND);

    private final long offset;
    private final long mask;
    private final int shift;

    Permutation(long seed, int bytes) {
        offset = seed;
        mask = -1L >>> (64 - 8 * bytes);
        shift = 4 * bytes;
    }

    long imageOf(long number) {
        long x = fold((number + offset) & mask);
        x = fold((x * FIRST) & mask);
        return fold((x * SECOND) & mask);
    }

    long numberOf(long image) {
        long x = (fold(image) * SECOND_INVERSE) & mask;
        x = (fold(x) * FIRST_INVERSE) & mask;
        return (fold(x) - offset) & mask;
    }

    private long fold(long x) {
        return x ^ (x >>> shift);
    }

    /// Newton's iteration: each round doubles the number of right bits, and an odd number starts with three.
    private static long inverse(long odd) {
        long inverse = odd;
        for (int round = 0; round < 5; round++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
