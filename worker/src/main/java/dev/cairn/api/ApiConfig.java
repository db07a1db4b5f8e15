package dev.cairn.api;

import java.time.Duration;

/// How many may read much at once.
///
/// @param scansMax     lists that are being read; each holds what it reads from, in memory and on disk, until it ends
/// @param scanTimeMax  how long one of them may hold it
/// @param streamsMax   streams of the blocks of one shard; each costs a connection, and memory for the blocks that its
///                     client may have to take back
public record ApiConfig(int scansMax, Duration scanTimeMax, int streamsMax) {
    public ApiConfig {
        if (scansMax < 1) {
            throw new IllegalArgumentException(
                    "api.scans-max is " + scansMax + ", but it has to be at least 1; 64 is a good start");
        }
        if (!scanTimeMax.isPositive()) {
            throw new IllegalArgumentException(
                    "api.scan-time-max is " + scanTimeMax + ", but it has to be longer than zero; 10m is a good start");
        }
        if (streamsMax < 0) {
            throw new IllegalArgumentException("api.streams-max is " + streamsMax
                    + ", but it has to be at least 0, for none; 2000 is a good start");
        }
    }

    public static ApiConfig standard() {
        return new ApiConfig(
                64, Duration.ofMinutes(10), BlockStreamConfig.standard().streamsMax());
    }

    /// Of one shard.
    public BlockStreamConfig streams() {
        return new BlockStreamConfig(streamsMax, BlockStreamConfig.standard().heartbeat());
    }
}
