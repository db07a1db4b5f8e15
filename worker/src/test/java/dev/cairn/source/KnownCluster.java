package dev.cairn.source;

import dev.cairn.model.SourcePartition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A cluster that answers what a test tells it to.
final class KnownCluster implements SourceCluster {
    final Map<String, Feed.Topic> topics = new HashMap<>();
    final Map<SourcePartition, OffsetRange> ranges = new HashMap<>();
    String clusterId = "cluster";
    Optional<RuntimeException> failure = Optional.empty();
    boolean closed;

    KnownCluster(int blocksPartitions, int transactionsPartitions) {
        topics.put("blocks", new Feed.Topic("blocks-id", blocksPartitions));
        topics.put("transactions", new Feed.Topic("transactions-id", transactionsPartitions));
    }

    @Override
    public Feed feed() {
        failure.ifPresent(e -> {
            throw e;
        });
        return new Feed(clusterId, new TreeMap<>(topics));
    }

    @Override
    public Map<SourcePartition, OffsetRange> ranges(Set<SourcePartition> partitions) {
        failure.ifPresent(e -> {
            throw e;
        });
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> ranges.getOrDefault(partition, new OffsetRange(0, 1_000))));
    }

    @Override
    public void close() {
        closed = true;
    }
}
