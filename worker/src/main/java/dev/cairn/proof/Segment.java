package dev.cairn.proof;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.BlockRecord;

/// A run of blocks of a damaged database that is proved: their records follow one another, and the state
/// comes to their digests.
///
/// @param keptFrom       the earliest height that the database was to have
/// @param first          the oldest of them
/// @param last           the newest of them
/// @param isTheBeginning whether history began with the first
record Segment(long keptFrom, BlockRecord first, BlockRecord last, boolean isTheBeginning) {
    /// Whether older heights could not be proved that the database was to have.
    boolean isCut() {
        return fromHeight() > keptFrom && !isTheBeginning;
    }

    long fromHeight() {
        return first.height();
    }

    long toHeight() {
        return last.height();
    }

    BlockRef newest() {
        return last.ref();
    }
}
