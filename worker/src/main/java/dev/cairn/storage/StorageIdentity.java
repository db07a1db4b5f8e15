package dev.cairn.storage;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which data a database belongs to. A database of another identity is never opened, since its heights and offsets
/// would mean something else; one that was never filled has none yet and takes this.
///
/// @param topicIds  topic name → Kafka's id of it; a topic that was deleted and made again has another id
/// @param shard     the partition number the database is fed from
/// @param handler   by whose rules the state came about; empty where nobody says, which fits any
public record StorageIdentity(
        String clusterId, SortedMap<String, String> topicIds, int shard, Optional<String> handler) {
    public StorageIdentity {
        topicIds = Collections.unmodifiableSortedMap(new TreeMap<>(topicIds));
        if (shard < 0) {
            throw new IllegalArgumentException("expected a shard from 0 on, but got " + shard);
        }
    }

    /// Of a state that may have come about by any rules.
    public StorageIdentity(String clusterId, SortedMap<String, String> topicIds, int shard) {
        this(clusterId, topicIds, shard, Optional.empty());
    }

    public StorageIdentity withHandler(String name) {
        return new StorageIdentity(clusterId, topicIds, shard, Optional.of(name));
    }
}
