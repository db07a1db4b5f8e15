package dev.cairn.pipeline;

import dev.cairn.model.BlockRef;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.time.Instant;

/// A block that was announced and cannot be applied yet.
///
/// @param since    when that was found out first
/// @param sinceMs  the same, as the clock of the pipeline has it
/// @param missing  what it lacks, for people
public record AwaitedBlock(BlockRef block, Instant since, long sinceMs, String missing) {
    /// Longer than any disorder of a healthy feed takes: from here on somebody should look.
    private static final Duration LONG = Duration.ofMinutes(1);

    /// For how long by now, on the pipeline's clock.
    public Duration waited(ForwardClock clock) {
        return Duration.ofMillis(clock.elapsedMs() - sinceMs);
    }

    /// Whether that is longer than any disorder of a healthy feed takes.
    public boolean isWaitedForLong(ForwardClock clock) {
        return waited(clock).compareTo(LONG) >= 0;
    }
}
