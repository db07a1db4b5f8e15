package dev.cairn.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// How many requests came to what. **Threading:** any.
final class Traffic {
    private final Map<Outcome, LongAdder> requests = new EnumMap<>(Outcome.class);

    Traffic() {
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome, new LongAdder());
        }
    }

    void count(int status) {
        adder(Outcome.of(status)).increment();
    }

    long requests(Outcome outcome) {
        return adder(outcome).sum();
    }

    private LongAdder adder(Outcome outcome) {
        return Objects.requireNonNull(requests.get(outcome));
    }
}
