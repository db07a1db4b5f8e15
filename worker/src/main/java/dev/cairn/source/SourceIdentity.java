package dev.cairn.source;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which data Kafka has: what tells a cluster and its topics from others that have their names.
///
/// @param topicIds  topic name → Kafka's id of it
public record SourceIdentity(String clusterId, SortedMap<String, String> topicIds) {
    public SourceIdentity {
        topicIds = Collections.unmodifiableSortedMap(new TreeMap<>(topicIds));
    }
}
