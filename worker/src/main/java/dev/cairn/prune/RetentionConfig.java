package dev.cairn.prune;

import java.time.Duration;
import java.util.Optional;

/// What is kept. A height is kept as long as either of the two wants it; where neither is set, everything is.
///
/// @param blocks             so many blocks, counted back from the newest one on disk; fewer take less space, and more
///                           heights can be asked for
/// @param age                what was valid within this time, by the blocks' own timestamps and this machine's clock
/// @param garbagePercentMax  how much of the state's versions may be garbage before slices of it are compacted; less
///                           takes less space, and more reading and writing
/// @param checkInterval      how often it is looked at what may go while no block does
public record RetentionConfig(
        Optional<Integer> blocks, Optional<Duration> age, int garbagePercentMax, Duration checkInterval) {
    /// At this there is never too much of it.
    public static final int GARBAGE_LEFT_ALONE = 100;

    public RetentionConfig {
        if (blocks.isPresent() && blocks.get() < 1) {
            throw new IllegalArgumentException("retention.blocks is " + blocks.get()
                    + ", but it has to be at least 1, since the newest block is always kept; null keeps all of them");
        }
        if (age.isPresent() && !age.get().isPositive()) {
            throw new IllegalArgumentException("retention.age is " + age.get()
                    + ", but it has to be longer than zero; null keeps blocks of any age");
        }
        if (garbagePercentMax < 1 || garbagePercentMax > GARBAGE_LEFT_ALONE) {
            throw new IllegalArgumentException("retention.garbage-percent-max is " + garbagePercentMax
                    + ", but it has to be from 1 to 100; 25 is a good start, and 100 leaves it to RocksDB");
        }
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException("retention.check-interval is " + checkInterval
                    + ", but it has to be longer than zero; 10s is a good start");
        }
    }

    public static RetentionConfig everything() {
        return new RetentionConfig(Optional.empty(), Optional.empty(), 25, Duration.ofSeconds(10));
    }

    public boolean keepsEverything() {
        return blocks.isEmpty() && age.isEmpty();
    }
}
