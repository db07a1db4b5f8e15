package dev.cairn.runtime;

import dev.cairn.config.WorkerConfig;
import dev.cairn.repository.RepositoryException;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.source.Feed;
import dev.cairn.source.FeedDiscovery;
import dev.cairn.source.SourceIdentity;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.StorageIdentity;
import java.time.Duration;

/// Whose data a shard holds.
public final class ShardIdentity {
    private ShardIdentity() {}

    /// As a worker has it, who knows the topics.
    static StorageIdentity of(WorkerConfig config, Feed feed, int shard) {
        SourceIdentity source = feed.identity();
        return new StorageIdentity(source.clusterId(), source.topicIds(), shard)
                .withHandler(config.handle().handler());
    }

    /// For those who do not: the newest snapshot on this machine says it, and without one Kafka does.
    public static StorageIdentity find(WorkerConfig config, int shard, Snapshots snapshots) {
        return snapshots.list().stream()
                .filter(snapshot -> snapshot.state() == SnapshotState.COMPLETE)
                .findFirst()
                .flatMap(ListedSnapshot::manifest)
                .map(manifest -> manifest.database().identity())
                .orElseGet(() -> asKafka(config, shard));
    }

    private static StorageIdentity asKafka(WorkerConfig config, int shard) {
        try (FeedDiscovery discovery = new FeedDiscovery(config.source(), Duration.ZERO)) {
            return of(config, discovery.askOnce(), shard);
        } catch (SourceUnavailableException e) {
            throw new RepositoryException(
                    "where in the repository the snapshots of shard " + shard + " lie is not known: it is called by the"
                            + " ids of cluster and topics, no snapshot on this machine has them, and Kafka does not"
                            + " answer (" + e.getMessage() + "); try again when Kafka is there, or name the place with"
                            + " --place",
                    e);
        }
    }
}
