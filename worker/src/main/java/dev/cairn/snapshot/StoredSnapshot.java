package dev.cairn.snapshot;

import java.nio.file.Path;
import java.time.Instant;

/// A finished snapshot as it lies on the disk.
///
/// @param made   when
/// @param bytes  of its files; those that the database still has are the same ones, and take no room of their own
public record StoredSnapshot(SnapshotName name, Instant made, long bytes, Path folder) {
    /// Of its block.
    public long height() {
        return name.height();
    }
}
