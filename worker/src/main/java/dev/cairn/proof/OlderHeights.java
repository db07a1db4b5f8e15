package dev.cairn.proof;

import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotName;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import java.util.Set;
import java.util.stream.Collectors;

/// Which snapshots have heights that were lost when a database was salvaged. Whether they are good is seen
/// when one is restored.
final class OlderHeights {
    private final Snapshots snapshots;

    OlderHeights(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /// Those of the same source, shard and handler, and of the same branch as far as that can be told.
    ///
    /// @param made  what was salvaged
    Set<SnapshotName> thanIn(StorageConfig.Rocks made, Segment salvaged) {
        if (!salvaged.isCut()) {
            return Set.of();
        }
        try (StoredDatabase database = StoredDatabase.open(made)) {
            return snapshots.list().stream()
                    .filter(listed -> listed.state() == SnapshotState.COMPLETE)
                    .map(ListedSnapshot::knownManifest)
                    .filter(manifest -> manifest.database().earliestHeight() < salvaged.fromHeight()
                            && isOfTheSame(database, manifest))
                    .map(SnapshotManifest::name)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static boolean isOfTheSame(StoredDatabase made, SnapshotManifest manifest) {
        CommittedPosition position = manifest.database().committed().orElseThrow();
        return Storages.fits(manifest.database().identity(), made.facts().identity())
                && made.reader()
                        .block(position.height())
                        .map(block -> block.digest().equals(position.digest()))
                        .orElse(true);
    }
}
