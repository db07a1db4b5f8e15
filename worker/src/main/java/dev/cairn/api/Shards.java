package dev.cairn.api;

import dev.cairn.http.Digits;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The shards of this worker, of which a question is about one.
final class Shards {
    static final String PARAMETER = "shard";

    private final NavigableSet<Integer> configured;
    private final Supplier<SortedMap<Integer, ShardView>> open;

    /// @param configured  their numbers
    /// @param open        those that can be read by now
    Shards(Set<Integer> configured, Supplier<SortedMap<Integer, ShardView>> open) {
        this.configured = new TreeSet<>(configured);
        this.open = open;
    }

    /// The one that is asked for; of a single one it need not be said.
    ShardView chosen(Parameters parameters) {
        int number = parameters
                .text(PARAMETER)
                .map(text -> parse(text)
                        .orElseThrow(
                                () -> parameters.refused(PARAMETER, "one of the shards of this worker: " + numbers())))
                .orElseGet(() -> onlyOne(parameters));
        return Optional.ofNullable(open.get().get(number)).orElseThrow(() -> new RefusedException(notOpen(number)));
    }

    private Optional<Integer> parse(String text) {
        return Digits.parse(text)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .filter(configured::contains);
    }

    private int onlyOne(Parameters parameters) {
        if (configured.size() != 1) {
            throw parameters.refused(PARAMETER, "given, since this worker has several: " + numbers());
        }
        return configured.first();
    }

    private String numbers() {
        return configured.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Problem notOpen(int number) {
        return new Problem(
                503,
                "starting",
                "The shard is not open yet",
                "shard " + number + " is starting; /readyz says what it waits for. Ask again",
                Map.of(PARAMETER, number));
    }
}
