package dev.cairn.thread;

import java.time.Duration;

/// A moment by which several steps have to be over: what one of them leaves of the time, the next ones have.
public record Deadline(long atNanos) {
    /// So long from now.
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /// So long before this one.
    public Deadline earlierBy(Duration time) {
        return new Deadline(atNanos - time.toNanos());
    }

    /// Until then; nothing once it has passed.
    public Duration left() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return left().isZero();
    }
}
