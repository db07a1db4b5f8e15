package dev.cairn.synthetic;

/// Random numbers that are a pure function of seed, purpose and position, so nothing has to be stored to be
/// found again, and any part of a chain can be made without making what comes before it.
///
/// The mixing is SplitMix64's: full period, no two positions of one purpose alike, a handful of instructions.
record Dice(long base) {
    static final long STEP = 0x9E3779B97F4A7C15L;

    /// Two purposes of one seed have nothing to do with each other.
    static Dice of(long seed, String purpose) {
        return new Dice(mix(seed ^ mix(purpose.hashCode())));
    }

    long at(long position) {
        return mix(base + position * STEP);
    }

    boolean chance(long position, double share) {
        return (at(position) >>> 11) * 0x1p-53 < share;
    }

    /// An even choice from 0 to `bound` - 1.
    int below(long position, int bound) {
        return (int) (((at(position) >>> 32) * bound) >>> 32);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
