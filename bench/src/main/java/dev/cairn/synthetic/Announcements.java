package dev.cairn.synthetic;

import java.util.BitSet;

/// Which block was announced when. The block announced last is the visible tip.
final class Announcements {
    private final int[] blocks;
    private final long[] finalizedHeights;
    private final BitSet finalityIsOld = new BitSet();
    private final BitSet withoutTransactions = new BitSet();
    private int count;

    Announcements(int countMax) {
        blocks = new int[countMax];
        finalizedHeights = new long[countMax];
    }

    void add(int block, long finalizedHeight, boolean highestSoFar, boolean withTransactions) {
        blocks[count] = block;
        finalizedHeights[count] = finalizedHeight;
        finalityIsOld.set(count, !highestSoFar);
        withoutTransactions.set(count, !withTransactions);
        count++;
    }

    int count() {
        return count;
    }

    int block(int announcement) {
        return blocks[announcement];
    }

    /// Below the first block's height while nothing is final.
    long finalizedHeight(int announcement) {
        return finalizedHeights[announcement];
    }

    /// Whether no announcement before knew a greater finalized height. A deep reorganisation throws it back.
    boolean finalizedHeightIsHighest(int announcement) {
        return !finalityIsOld.get(announcement);
    }

    boolean withTransactions(int announcement) {
        return !withoutTransactions.get(announcement);
    }
}
