package dev.cairn.simulation;

import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.util.NavigableMap;
import java.util.Optional;

/// A block, what each of its keys became, and what is true once it is applied.
///
/// @param state        all keys that have a value
/// @param chainTimeMs  the highest timestamp so far
/// @param digest       of its changes, chained to its predecessor's
record ModelBlock(
        Block block,
        NavigableMap<String, Optional<String>> changes,
        NavigableMap<String, String> state,
        long chainTimeMs,
        Bytes digest) {
    BlockRef ref() {
        return block.ref();
    }

    long height() {
        return block.height();
    }
}
