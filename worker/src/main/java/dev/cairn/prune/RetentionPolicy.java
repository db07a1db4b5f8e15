package dev.cairn.prune;

import java.util.OptionalLong;

/// Decides what may be forgotten, and when it is worth it; does nothing itself.
public final class RetentionPolicy {
    /// With each step of the floor some files and rows are touched, so it does not follow every block: what is kept
    /// beyond what is wanted is at most this part of it.
    private static final long STRIDES = 16;

    private static final long STRIDE_MAX = 10_000;

    private final RetentionConfig config;

    public RetentionPolicy(RetentionConfig config) {
        this.config = config;
    }

    /// The oldest height that somebody wants; empty if all of them are wanted. Never above the newest.
    ///
    /// @param newest  the highest block that is durable, or will be when this takes effect
    public OptionalLong floor(long newest, BlockTimes times, long nowMs) {
        if (config.keepsEverything() || newest < 0) {
            return OptionalLong.empty();
        }
        long byBlocks = config.blocks().map(blocks -> newest - blocks + 1).orElse(newest);
        // The block that was valid when that time began is wanted too.
        long byAge = config.age()
                .map(age -> times.newestUpTo(nowMs - age.toMillis()))
                .orElse(newest);
        return OptionalLong.of(Math.clamp(Math.min(byBlocks, byAge), 0, newest));
    }

    /// Whether so much may be forgotten that it is worth it.
    ///
    /// @param earliest  the oldest height there is
    /// @param wanted    the oldest that somebody wants
    /// @param newest    the highest that is durable
    public boolean isDue(long earliest, long wanted, long newest) {
        long stride = Math.clamp((newest - wanted + 1) / STRIDES, 1, STRIDE_MAX);
        return wanted - earliest >= stride;
    }
}
