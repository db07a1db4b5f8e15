package dev.cairn.feed;

/// How fast blocks are announced.
///
/// @param burstBlocks     this many blocks come first, as fast as it goes: the history that a worker catches up with
/// @param blocksPerSecond what comes after; infinite is as fast as it goes
public record Pace(int burstBlocks, double blocksPerSecond) {

    public Pace {
        if (burstBlocks < 0 || !(blocksPerSecond > 0)) {
            throw new IllegalArgumentException("the pace is " + blocksPerSecond + " blocks a second after "
                    + burstBlocks + ", but it has to be above 0 after 0 or more");
        }
    }

    public static Pace fullSpeed() {
        return new Pace(0, Double.POSITIVE_INFINITY);
    }

    public static Pace blocksPerSecond(double rate) {
        return new Pace(0, rate);
    }

    public Pace afterBurstOf(int blocks) {
        return new Pace(blocks, blocksPerSecond);
    }

    boolean isFullSpeed() {
        return Double.isInfinite(blocksPerSecond);
    }

    long intervalNanos() {
        return (long) (1e9 / blocksPerSecond);
    }
}
