package dev.cairn.thread;

/// A clock that only moves forward, for whatever waits, or tells how long something took. The time of day may be set
/// back, by somebody or by the network, and who waits by it then waits for as long as it was set back.
@FunctionalInterface
public interface ForwardClock {
    /// Since a moment that stays the same for as long as the clock is used.
    long elapsedMs();

    /// The process's own, from zero.
    static ForwardClock fromNow() {
        long startNanos = System.nanoTime();
        return () -> (System.nanoTime() - startNanos) / 1_000_000;
    }
}
