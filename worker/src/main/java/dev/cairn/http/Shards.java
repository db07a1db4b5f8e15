package dev.cairn.http;

import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The shards of this worker, of which a request is about one, or about all.
///
/// @param <S>  what is to be had of each
public final class Shards<S> {
    public static final String PARAMETER = "shard";

    private final NavigableSet<Integer> configured;
    private final Supplier<SortedMap<Integer, S>> open;

    /// @param configured  their numbers
    /// @param open        those that there are by now
    public Shards(Set<Integer> configured, Supplier<SortedMap<Integer, S>> open) {
        this.configured = new TreeSet<>(configured);
        this.open = open;
    }

    /// The one that is named; the only one, if none is.
    ///
    /// @throws RefusedException  if there are several, or it is not open yet
    public S one(Request request) {
        return open(number(request));
    }

    /// As [#one], with its number.
    public SortedMap<Integer, S> justOne(Request request) {
        int number = number(request);
        return new TreeMap<>(Map.of(number, open(number)));
    }

    /// The one that is named; all, if none is.
    ///
    /// @throws RefusedException  if one of them is not open yet
    public SortedMap<Integer, S> oneOrAll(Request request) {
        SortedMap<Integer, S> meant = new TreeMap<>();
        for (int number : named(request).map(Set::of).orElse(configured)) {
            meant.put(number, open(number));
        }
        return meant;
    }

    private int number(Request request) {
        return named(request).orElseGet(() -> {
            if (configured.size() != 1) {
                throw request.refused(PARAMETER, "given, since this worker has several: " + numbers());
            }
            return configured.first();
        });
    }

    private Optional<Integer> named(Request request) {
        return request.parameter(PARAMETER)
                .map(text -> parse(text)
                        .orElseThrow(
                                () -> request.refused(PARAMETER, "one of the shards of this worker: " + numbers())));
    }

    private Optional<Integer> parse(String text) {
        return Digits.parse(text)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .filter(configured::contains);
    }

    private S open(int number) {
        return Optional.ofNullable(open.get().get(number)).orElseThrow(() -> new RefusedException(notOpen(number)));
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
