package dev.cairn.snapshot;

import dev.cairn.storage.DatabaseFacts;
import java.time.Instant;
import java.util.List;

/// What a snapshot says of itself: whose data it is, as of which block, where to go on from, and every file.
///
/// @param database  what the database in it says, which is compared when it is opened
/// @param taken     when
public record SnapshotManifest(DatabaseFacts database, Instant taken, List<SnapshotFile> files) {
    public SnapshotManifest {
        files = List.copyOf(files);
        if (database.committed().isEmpty()) {
            throw new IllegalArgumentException("expected a snapshot of at least one block");
        }
        if (files.stream().map(SnapshotFile::name).distinct().count() < files.size()) {
            throw new IllegalArgumentException("expected each file once, but one is listed twice");
        }
    }

    /// Its folder's.
    public SnapshotName name() {
        return SnapshotName.of(database.committed().orElseThrow());
    }

    public long bytes() {
        return files.stream().mapToLong(SnapshotFile::bytes).sum();
    }
}
