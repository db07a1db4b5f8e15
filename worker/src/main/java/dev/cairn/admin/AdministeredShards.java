package dev.cairn.admin;

import dev.cairn.http.Digits;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The shards of this worker, of which one is meant, or all.
final class AdministeredShards {
    static final String PARAMETER = "shard";

    private final Set<Integer> configured;
    private final Supplier<SortedMap<Integer, ShardAdmin>> open;

    AdministeredShards(Set<Integer> configured, Supplier<SortedMap<Integer, ShardAdmin>> open) {
        this.configured = new TreeSet<>(configured);
        this.open = open;
    }

    /// The one that is named; all, if none is.
    SortedMap<Integer, ShardAdmin> oneOrAll(AdminQuestion question) {
        return open(named(question).map(Set::of).orElse(configured));
    }

    /// The one that is named; the only one, if none is.
    SortedMap<Integer, ShardAdmin> one(AdminQuestion question) {
        Optional<Integer> named = named(question);
        if (named.isEmpty() && configured.size() > 1) {
            throw question.refused(PARAMETER, "given, since this worker has several: " + numbers());
        }
        return open(named.map(Set::of).orElse(configured));
    }

    private Optional<Integer> named(AdminQuestion question) {
        return question.read(PARAMETER, "one of the shards of this worker: " + numbers(), this::parse);
    }

    private Optional<Integer> parse(String text) {
        return Digits.parse(text)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .filter(configured::contains);
    }

    private SortedMap<Integer, ShardAdmin> open(Set<Integer> numbers) {
        SortedMap<Integer, ShardAdmin> now = open.get();
        SortedMap<Integer, ShardAdmin> meant = new TreeMap<>();
        for (int number : numbers) {
            meant.put(number, Optional.ofNullable(now.get(number)).orElseThrow(() -> notOpen(number)));
        }
        return meant;
    }

    private String numbers() {
        return configured.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static RefusedException notOpen(int number) {
        return new RefusedException(new Problem(
                503,
                "starting",
                "The shard is not open yet",
                "shard " + number + " is starting; /readyz says what it waits for. Ask again",
                Map.of(PARAMETER, number)));
    }
}
