package dev.cairn.read;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.BlockRecord;
import java.util.Optional;

/// What a reader can learn of a block beside the state it made.
///
/// @param parent       empty only for the first block of a chain
/// @param changeCount  how many keys it changed
/// @param digest       of its changes, chained to its predecessor's; known once the block is on disk
public record BlockInfo(
        BlockRef ref, Optional<BlockHash> parent, long timestampMs, int changeCount, Optional<Bytes> digest) {
    static BlockInfo of(BlockLayer inMemory) {
        return of(inMemory.facts(), inMemory.size(), Optional.empty());
    }

    static BlockInfo of(BlockRecord onDisk) {
        return of(onDisk.facts(), onDisk.changeCount(), Optional.of(onDisk.digest()));
    }

    private static BlockInfo of(BlockFacts facts, int changeCount, Optional<Bytes> digest) {
        return new BlockInfo(facts.ref(), facts.parent(), facts.timestampMs(), changeCount, digest);
    }
}
