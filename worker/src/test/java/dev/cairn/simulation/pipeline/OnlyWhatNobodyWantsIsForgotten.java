package dev.cairn.simulation.pipeline;

import dev.cairn.marks.Marks;
import dev.cairn.prune.RetentionConfig;

/// The floor never passes what retention wants, counted back from the highest block that ever was on disk, nor the
/// newest one; and in the end it is there.
final class OnlyWhatNobodyWantsIsForgotten {
    private final RetentionConfig retention;
    private long highestFlushed = -1;

    OnlyWhatNobodyWantsIsForgotten(RetentionConfig retention) {
        this.retention = retention;
    }

    void check(Marks now) {
        now.flushed().ifPresent(flushed -> highestFlushed = Math.max(highestFlushed, flushed));
        long earliest = now.earliest().orElse(0);
        require(
                earliest <= highestWanted(),
                "the earliest height is " + earliest + " with block " + highestFlushed + " on disk, but retention is "
                        + retention);
    }

    /// With so little to keep the floor rises with every round.
    void checkAtTheTip(WorkerLife life) {
        if (retention.blocks().isPresent()
                && retention.age().isEmpty()
                && life.database().storage().everyCommitLasts()) {
            long earliest = life.marks().earliest().orElse(0);
            long wanted = life.marks().flushed().orElse(-1) - retention.blocks().get() + 1;
            require(earliest >= wanted, "the earliest height is still " + earliest + " at the tip, not " + wanted);
        }
    }

    private long highestWanted() {
        long newest = Math.max(0, highestFlushed);
        return retention.keepsEverything()
                ? 0
                : retention
                        .blocks()
                        .map(blocks -> Math.max(0, newest - blocks + 1))
                        .orElse(newest);
    }

    private static void require(boolean holds, String seen) {
        if (!holds) {
            throw new AssertionError("OnlyWhatNobodyWantsIsForgotten: " + seen);
        }
    }
}
