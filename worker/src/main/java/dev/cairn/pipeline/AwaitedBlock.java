package dev.cairn.pipeline;

import dev.cairn.model.BlockRef;
import java.time.Duration;
import java.time.Instant;

/// A block that was announced and cannot be applied yet.
///
/// @param since    when that was found out first
/// @param missing  what it lacks, for people
public record AwaitedBlock(BlockRef block, Instant since, String missing) {
    /// Longer than any disorder of a healthy feed takes: from here on somebody should look.
    private static final Duration LONG = Duration.ofMinutes(1);

    public Duration waited(Instant now) {
        Duration waited = Duration.between(since, now);
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    public boolean isWaitedForLong(Instant now) {
        return waited(now).compareTo(LONG) >= 0;
    }
}
