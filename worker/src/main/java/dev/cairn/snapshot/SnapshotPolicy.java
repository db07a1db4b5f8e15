package dev.cairn.snapshot;

import java.time.Duration;

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

    /// Whether one is due.
    ///
    /// @param last        of the newest snapshot; -1 if there is none
    /// @param sinceBegun  how long ago the last was begun by this process
    public boolean isDue(long flushed, long last, Duration sinceBegun) {
        return everyBlocks > 0 && flushed - Math.max(last, 0) >= everyBlocks && sinceBegun.compareTo(intervalMin) >= 0;
    }
}
