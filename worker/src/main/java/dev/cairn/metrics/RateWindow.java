package dev.cairn.metrics;

import dev.cairn.thread.ForwardClock;

/// How much happened per second, over the last seconds. **Threading:** any.
final class RateWindow {
    static final int SECONDS = 10;

    private final ForwardClock clock;
    private final long[] countBySlot = new long[SECONDS + 1];
    private final long[] secondOfSlot = new long[SECONDS + 1];
    private long firstMs = Long.MAX_VALUE;

    RateWindow(ForwardClock clock) {
        this.clock = clock;
    }

    synchronized void add(long count) {
        long now = clock.elapsedMs();
        firstMs = Math.min(firstMs, now);
        long second = now / 1_000;
        int slot = (int) (second % countBySlot.length);
        if (secondOfSlot[slot] != second) {
            secondOfSlot[slot] = second;
            countBySlot[slot] = 0;
        }
        countBySlot[slot] += count;
    }

    /// Over the ten whole seconds before this one and what has passed of this one; over less if there was nothing
    /// before, but never over less than a second, since a single event has no rate.
    synchronized double perSecond() {
        long now = clock.elapsedMs();
        long oldestSecond = now / 1_000 - SECONDS;
        long sum = 0;
        for (int slot = 0; slot < countBySlot.length; slot++) {
            if (secondOfSlot[slot] >= oldestSecond && secondOfSlot[slot] <= now / 1_000) {
                sum += countBySlot[slot];
            }
        }
        long sinceMs = Math.max(firstMs, oldestSecond * 1_000);
        return sum * 1_000.0 / Math.max(1_000, now - sinceMs);
    }
}
