package dev.cairn.api;

import java.time.Duration;

/// How many may follow the chain, and how they know that it is only quiet.
///
/// @param streamsMax  streams at once; each costs a connection, and memory for the blocks that it may have to take back
/// @param heartbeat   after so long without a block a comment is sent; shorter than what proxies cut off
public record BlockStreamConfig(int streamsMax, Duration heartbeat) {
    public BlockStreamConfig {
        if (streamsMax < 0) {
            throw new IllegalArgumentException("expected how many streams there may be at once, 0 for none, but got "
                    + streamsMax + "; 2000 is a good start");
        }
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException(
                    "expected the time between two heartbeats to be longer than zero, but got " + heartbeat
                            + "; 15s is a good start");
        }
    }

    public static BlockStreamConfig standard() {
        return new BlockStreamConfig(2_000, Duration.ofSeconds(15));
    }
}
