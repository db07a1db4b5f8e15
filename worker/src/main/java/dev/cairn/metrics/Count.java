package dev.cairn.metrics;

import io.micrometer.core.instrument.Counter;

/// A counter of whole things: Micrometer's counts in doubles, which are exact up to 2^53. **Threading:** any.
record Count(Counter counter) {
    void increment() {
        counter.increment();
    }

    void add(long count) {
        counter.increment((double) count);
    }
}
