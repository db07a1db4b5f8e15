package dev.cairn.storage;

import java.util.Optional;

/// Which heights can become the last one again.
final class RewindChecks {
    private RewindChecks() {}

    static BlockRecord target(Progress progress, long toHeight, Optional<BlockRecord> stored) {
        if (progress.committed().isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a committed block to rewind from, but nothing is stored yet; there is nothing to rewind");
        }
        if (toHeight < progress.floor() || toHeight > progress.height()) {
            throw new IllegalArgumentException(
                    "expected a height from %d to %d to rewind to, but got %d; older ones are pruned: restore a"
                                    .formatted(progress.floor(), progress.height(), toHeight)
                            + " snapshot from before it and go on from there");
        }
        return stored.orElseThrow(() -> new IllegalArgumentException("expected a stored block at height " + toHeight
                + " to rewind to, but there is none; rewind to the height of a stored block"));
    }
}
