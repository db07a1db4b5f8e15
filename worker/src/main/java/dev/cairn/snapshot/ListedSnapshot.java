package dev.cairn.snapshot;

import java.nio.file.Path;
import java.util.Optional;

/// A snapshot as it lies on the disk.
///
/// @param manifest  empty if it cannot be read
public record ListedSnapshot(SnapshotName name, SnapshotState state, Optional<SnapshotManifest> manifest, Path folder) {
    public long height() {
        return name.height();
    }
}
