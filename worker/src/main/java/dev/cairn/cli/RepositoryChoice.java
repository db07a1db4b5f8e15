package dev.cairn.cli;

import dev.cairn.snapshot.Snapshots;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whether the snapshots on this machine are meant, or those in the repository.
final class RepositoryChoice {
    @Option(
            names = "--repository",
            description = "Those in the repository of the configuration instead of those on this machine.")
    private boolean repository;

    @Mixin
    private final PlaceOption place = new PlaceOption();

    boolean isRepository() {
        return repository;
    }

    ShardRepository open(LocalShard.Places places, Snapshots snapshots) {
        return place.open(places, snapshots);
    }
}
