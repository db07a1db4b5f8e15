package dev.cairn.repository;

import dev.cairn.thread.Clocks;
import java.time.Duration;
import java.time.Instant;

/// How long others are waited for. No promise rests on it, only how soon space comes back.
///
/// @param abandonedAfter  how old a sending is that is taken for dead; longer bears with slower networks,
///                        and lets what dead ones have left lie for longer
record RepositoryClock(Clocks clocks, Duration abandonedAfter) {
    static final Duration ABANDONED_AFTER = Duration.ofDays(3);

    static RepositoryClock ofProcess() {
        return new RepositoryClock(Clocks.ofProcess(), ABANDONED_AFTER);
    }

    long elapsedMs() {
        return clocks.forward().elapsedMs();
    }

    /// What began before may be taken for dead.
    Instant abandonedBefore() {
        return clocks.timeOfDay().instant().minus(abandonedAfter);
    }

    /// Well before others give it up.
    Duration sendTimeMax() {
        return abandonedAfter.dividedBy(2);
    }
}
