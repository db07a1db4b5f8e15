package dev.cairn.read;

import dev.cairn.model.BlockHeight;

/// Which part of a key's history is asked for, the newest of it first.
///
/// @param fromHeight  the lowest height, included; it may be forgotten already
/// @param toHeight    the highest height, included; it may be above the newest block
/// @param countMax    how many versions at most
public record HistoryPage(BlockHeight fromHeight, BlockHeight toHeight, int countMax) {
    public static final int COUNT_MAX = 10_000;

    /// Of values: with the version that reaches it a page ends.
    public static final long BYTES_MAX = 4L << 20;

    public HistoryPage {
        if (fromHeight.compareTo(toHeight) > 0) {
            throw new IllegalArgumentException("expected a range of heights that ends at or above its beginning, but"
                    + " got " + fromHeight + " to " + toHeight + "; exchange the two");
        }
        if (countMax < 1 || countMax > COUNT_MAX) {
            throw new IllegalArgumentException("expected a page of 1 to " + COUNT_MAX + " versions, but got " + countMax
                    + "; ask for less and go on with the next page");
        }
    }

    /// Everything that is known, from the newest version on.
    public static HistoryPage newest(int countMax) {
        return new HistoryPage(new BlockHeight(0), new BlockHeight(BlockHeight.MAX_VALUE), countMax);
    }

    /// The page that begins with the version at a height, as [KeyHistory#next()] names it.
    public HistoryPage goOnAt(BlockHeight next) {
        return new HistoryPage(fromHeight, next, countMax);
    }
}
