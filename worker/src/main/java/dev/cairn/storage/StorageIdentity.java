package dev.cairn.storage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which data a database belongs to. A database of another identity is never opened: its heights and offsets would
/// mean something else.
///
/// @param topicIds  topic name → Kafka's id of it; a topic that was deleted and made again has another id
/// @param shard     the partition number the database is fed from
public record StorageIdentity(String clusterId, SortedMap<String, String> topicIds, int shard) {
    public StorageIdentity {
        topicIds = Collections.unmodifiableSortedMap(new TreeMap<>(topicIds));
        if (shard < 0) {
            throw new IllegalArgumentException("expected a shard from 0 on, but got " + shard);
        }
    }
}
