package dev.cairn.snapshot;

import java.time.Duration;
import java.util.Optional;

/// When a snapshot is due by itself.
///
/// @param everyBlocks  so many blocks after the last one; 0 is never
/// @param intervalMin  but not sooner than that after the last was begun: while catching up, thousands of blocks are
///                     a moment
public record SnapshotPolicy(long everyBlocks, Duration intervalMin) {
    public SnapshotPolicy {
        if (everyBlocks < 0) {
            throw new IllegalArgumentException(
                    "snapshots.every-blocks is " + everyBlocks + ", but it has to be from 0 on, as 1000; 0 is never");
        }
        if (intervalMin.isNegative()) {
            throw new IllegalArgumentException(
                    "snapshots.interval-min is " + intervalMin + ", but it has to be from 0 on, as 1m");
        }
    }

    /// How long until one is to be taken of what is on disk, if nothing else happens; empty if more blocks have to
    /// come.
    ///
    /// @param last        of the newest snapshot; -1 if there is none
    /// @param sinceBegun  how long ago the last was begun by this process
    public Optional<Duration> dueIn(long flushed, long last, Duration sinceBegun) {
        if (everyBlocks == 0 || flushed - Math.max(last, 0) < everyBlocks) {
            return Optional.empty();
        }
        Duration left = intervalMin.minus(sinceBegun);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
