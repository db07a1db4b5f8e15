package dev.cairn.marks;

import java.util.OptionalLong;

/// How far the worker is, at one moment. All but the snapshot's are empty until the first block.
///
/// @param earliest   the oldest height that a reader may ask for
/// @param flushed    durable, with its offsets
/// @param finalized  can no longer be replaced
/// @param applied    visible to reads at the latest height
/// @param snapshot   the newest snapshot's; empty until there is one
public record Marks(
        OptionalLong earliest,
        OptionalLong flushed,
        OptionalLong finalized,
        OptionalLong applied,
        OptionalLong snapshot) {
    public static final Marks NONE = new Marks(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    public Marks {
        inOrder("earliestHeight", earliest, "flushedHeight", flushed);
        inOrder("flushedHeight", flushed, "finalizedHeight", finalized);
        inOrder("finalizedHeight", finalized, "appliedHeight", applied);
        inOrder("snapshotHeight", snapshot, "flushedHeight", flushed);
    }

    private static void inOrder(String lowName, OptionalLong low, String highName, OptionalLong high) {
        if (low.isPresent() && (high.isEmpty() || low.getAsLong() > high.getAsLong())) {
            throw new IllegalStateException(
                    "expected %s at or below %s, but they are %s and %s".formatted(lowName, highName, low, high));
        }
    }
}
