package dev.cairn.snapshot;

import java.nio.file.Path;
import java.util.Locale;

/// How states are kept, and what is done with what is kept.
///
/// @param directory       where snapshots lie, those of each shard in a folder of its own
/// @param keep            how many, at the least 1
/// @param bootstrap       what a shard without a database begins with
/// @param restoreDamaged  whether a database that is found damaged is replaced by the newest good one
public record SnapshotsConfig(
        Path directory, SnapshotPolicy policy, int keep, Bootstrap bootstrap, boolean restoreDamaged) {
    public SnapshotsConfig {
        if (keep < 1) {
            throw new IllegalArgumentException("snapshots.keep is " + keep + ", but it has to be from 1 on, as 10");
        }
    }

    /// What a shard begins with that has no database.
    public enum Bootstrap {
        /// With the first block of its topics.
        NONE,
        /// With the newest good snapshot of its chain and shard, if there is one.
        SNAPSHOT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where those of a shard lie.
    public Path ofShard(int shard) {
        return directory.resolve("shard-" + shard);
    }
}
