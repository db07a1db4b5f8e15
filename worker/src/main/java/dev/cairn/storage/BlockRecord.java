package dev.cairn.storage;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;

/// What is kept of a block beside the state it made.
///
/// @param chainTimeMs  the highest timestamp of the blocks up to this one: blocks are found by time through it,
///                     since timestamps themselves need not grow from block to block
/// @param digest       of the block's changes, chained to its predecessor's
/// @param changeCount  how many keys it changed
public record BlockRecord(BlockFacts facts, long chainTimeMs, Bytes digest, int changeCount) {
    public BlockRecord {
        if (changeCount < 0) {
            throw new IllegalArgumentException("expected a number of changes from 0 on, but got " + changeCount);
        }
    }

    public BlockRef ref() {
        return facts.ref();
    }

    public long height() {
        return facts.height();
    }
}
