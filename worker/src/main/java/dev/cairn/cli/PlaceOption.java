package dev.cairn.cli;

import dev.cairn.repository.RepositoryPlace;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.runtime.ShardIdentity;
import dev.cairn.snapshot.Snapshots;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where in the repository a shard's snapshots lie, if somebody says it.
final class PlaceOption {
    @Option(
            names = "--place",
            paramLabel = "PLACE",
            description =
                    "The shard's folder in the repository, <cluster id>/<topic ids>/<handler>/shard-<n>, where neither a snapshot on this machine nor Kafka can be asked for it.")
    private @Nullable String place;

    ShardRepository open(LocalShard.Places places, Snapshots snapshots) {
        return ShardRepository.open(
                places,
                snapshots,
                () -> place == null
                        ? SnapshotTransfers.placeOf(ShardIdentity.find(places.config(), places.number(), snapshots))
                        : parsed(place));
    }

    private static RepositoryPlace parsed(String typed) {
        try {
            return RepositoryPlace.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--place " + e.getMessage());
        }
    }
}
