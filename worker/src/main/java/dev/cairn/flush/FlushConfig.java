package dev.cairn.flush;

import java.time.Duration;

/// When final blocks go to disk.
///
/// @param blocks            final blocks that make a round; more make larger, cheaper writes, and a longer replay
///                          after a crash
/// @param interval          longest time a final block stays in memory only; longer means more replay after a crash
/// @param bufferedBytesMax  memory held by final blocks before a flush is forced
public record FlushConfig(int blocks, Duration interval, long bufferedBytesMax) {
    public FlushConfig {
        if (blocks < 1) {
            throw new IllegalArgumentException(
                    "flush.blocks is " + blocks + ", but it has to be at least 1; 100 is a good start");
        }
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(
                    "flush.interval is " + interval + ", but it has to be longer than zero; 5s is a good start");
        }
        if (bufferedBytesMax < 1) {
            throw new IllegalArgumentException("flush.buffered-bytes-max is " + bufferedBytesMax
                    + ", but it has to be at least 1; 32 MiB is a good start");
        }
    }

    public static FlushConfig standard() {
        return new FlushConfig(100, Duration.ofSeconds(5), 32L << 20);
    }
}
