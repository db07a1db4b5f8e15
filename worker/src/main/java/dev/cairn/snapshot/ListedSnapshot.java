package dev.cairn.snapshot;

import java.nio.file.Path;
import java.util.Optional;

/// A snapshot as it lies on the disk.
///
/// @param manifest  empty if it cannot be read
public record ListedSnapshot(SnapshotName name, SnapshotState state, Optional<SnapshotManifest> manifest, Path folder) {
    /// For whoever cannot do without it.
    public SnapshotManifest knownManifest() {
        return manifest.orElseThrow(() ->
                new SnapshotDamagedException("the manifest of " + folder + " cannot be read; take another one", null));
    }

    public long height() {
        return name.height();
    }
}
