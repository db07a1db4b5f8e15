package dev.cairn.feed;

import java.util.function.LongSupplier;

/// Says how long the next announcement has to wait.
///
/// Each announcement is due one interval after the one before was due, not after it was made, so small delays do not
/// add up. After a long one (the broker was down, the feed was left alone) the rhythm starts anew; else the feed would
/// make good for it in one rush.
final class Pacemaker {
    private static final long DELAY_MADE_GOOD_NANOS = 1_000_000_000;

    private final Pace pace;
    private final LongSupplier nanoClock;
    private long dueNanos;

    Pacemaker(Pace pace, LongSupplier nanoClock) {
        this.pace = pace;
        this.nanoClock = nanoClock;
        dueNanos = nanoClock.getAsLong();
    }

    /// How long the announcement has to wait that comes after so many others; 0 is not at all.
    long nanosToWait(int announced) {
        if (pace.isFullSpeed() || announced < pace.burstBlocks()) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        dueNanos += pace.intervalNanos();
        if (now - dueNanos > DELAY_MADE_GOOD_NANOS) {
            dueNanos = now;
        }
        return Math.max(0, dueNanos - now);
    }
}
