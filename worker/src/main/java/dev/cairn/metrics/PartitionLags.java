package dev.cairn.metrics;

import dev.cairn.model.SourcePartition;
import dev.cairn.source.SourceBatch;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far the source is behind, partition by partition, and whether it gains on its producers. **Threading:** one
/// thread tells of polls, any asks.
final class PartitionLags {
    private final RateWindow read;
    private final RateWindow published;
    private volatile SortedMap<SourcePartition, Long> positions = Collections.emptySortedMap();
    private volatile SortedMap<SourcePartition, Long> ends = Collections.emptySortedMap();

    PartitionLags(ForwardClock clock) {
        read = new RateWindow(clock);
        published = new RateWindow(clock);
    }

    void polled(SourceBatch batch) {
        read.add(risen(positions, batch.positions()));
        published.add(risen(ends, batch.ends()));
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(batch.positions()));
        if (!ends.equals(batch.ends())) {
            // An end that was known once stays known: a batch tells only of those it happened to hear of.
            SortedMap<SourcePartition, Long> known = new TreeMap<>(ends);
            known.putAll(batch.ends());
            ends = Collections.unmodifiableSortedMap(known);
        }
    }

    /// Of the partitions whose position and end are known.
    SortedMap<SourcePartition, Long> offsets() {
        SortedMap<SourcePartition, Long> known = ends;
        SortedMap<SourcePartition, Long> lags = new TreeMap<>();
        positions.forEach((partition, position) -> {
            Long end = known.get(partition);
            if (end != null) {
                // An end may be older than the position that was reached since.
                lags.put(partition, Math.max(0, end - position));
            }
        });
        return lags;
    }

    /// Empty as long as the end of any partition is not known: what is missing may be all the lag there is.
    OptionalLong total() {
        SortedMap<SourcePartition, Long> lags = offsets();
        return lags.isEmpty() || lags.size() < positions.size()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        lags.values().stream().mapToLong(Long::longValue).sum());
    }

    /// At the speed of the last seconds; empty if there is nothing to catch up with, or no gain on the producers.
    Optional<Duration> timeToCatchUp() {
        long behind = total().orElse(0);
        double gainPerSecond = read.perSecond() - published.perSecond();
        if (behind == 0 || gainPerSecond <= 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(behind * 1_000 / gainPerSecond)));
    }

    private static long risen(Map<SourcePartition, Long> before, Map<SourcePartition, Long> after) {
        long risen = 0;
        for (Map.Entry<SourcePartition, Long> entry : after.entrySet()) {
            long from = before.getOrDefault(entry.getKey(), entry.getValue());
            risen += Math.max(0, entry.getValue() - from);
        }
        return risen;
    }
}
