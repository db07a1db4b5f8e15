package dev.cairn.proof;

import dev.cairn.proof.DigestSource.ChainedDigest;

/// What comes of comparing two chains by their digests.
public sealed interface DigestComparison {
    /// Every change of every block up to this one is the same, also below what the two have pruned.
    record Same(ChainedDigest at) implements DigestComparison {}

    /// The first block that is not the same; the one before it is.
    record PartAt(ChainedDigest left, ChainedDigest right) implements DigestComparison {
        public long height() {
            return left.block().height().value();
        }
    }

    /// They differ at the lowest height that both have already: they part there or below, where nobody
    /// can look.
    record PartAtOrBelow(ChainedDigest left, ChainedDigest right) implements DigestComparison {
        public long height() {
            return left.block().height().value();
        }
    }

    /// No height is known of both.
    record NothingInCommon() implements DigestComparison {}

    /// The highest height that both know; says nothing if they have none in common.
    static long highestCommon(DigestSource left, DigestSource right) {
        return Math.min(left.newestHeight(), right.newestHeight());
    }

    /// Compares at a height that both know; where they differ, finds where they part by bisection: the
    /// digests are chained, so from the first block that differs on all do.
    static DigestComparison of(DigestSource left, DigestSource right, long height) {
        long lowest = Math.max(left.earliestHeight(), right.earliestHeight());
        if (lowest > height || height > highestCommon(left, right)) {
            return new NothingInCommon();
        }
        if (same(left, right, height)) {
            return new Same(left.at(height));
        }
        if (!same(left, right, lowest)) {
            return new PartAtOrBelow(left.at(lowest), right.at(lowest));
        }
        long lastSame = lowest;
        long firstOther = height;
        while (firstOther - lastSame > 1) {
            long middle = lastSame + (firstOther - lastSame) / 2;
            if (same(left, right, middle)) {
                lastSame = middle;
            } else {
                firstOther = middle;
            }
        }
        return new PartAt(left.at(firstOther), right.at(firstOther));
    }

    private static boolean same(DigestSource left, DigestSource right, long height) {
        return left.at(height).digest().equals(right.at(height).digest());
    }
}
