package dev.cairn.proof;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.BlockRecord;

/// A run of blocks of a damaged database that is proved: their records follow one another, and the state
/// comes to their digests.
///
/// @param first          the oldest of them
/// @param last           the newest of them
/// @param isTheBeginning whether history began with the first
record Segment(BlockRecord first, BlockRecord last, boolean isTheBeginning) {
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
