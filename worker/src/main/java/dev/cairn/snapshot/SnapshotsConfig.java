package dev.cairn.snapshot;

import java.nio.file.Path;

/// Where snapshots go.
///
/// @param directory  where snapshots lie, those of each shard in a folder of its own
public record SnapshotsConfig(Path directory) {
    /// Where those of a shard lie.
    public Path ofShard(int shard) {
        return directory.resolve("shard-" + shard);
    }
}
