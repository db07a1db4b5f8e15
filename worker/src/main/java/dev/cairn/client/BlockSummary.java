package dev.cairn.client;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import java.time.Instant;
import java.util.Optional;

/// What a worker tells of a block.
///
/// @param parent       empty only for the first block of a chain
/// @param timestamp    by the chain's own clock
/// @param changeCount  how many keys it changed
/// @param digest       of its changes; empty until the block is on disk
/// @param isFinal      whether no reorganisation can replace it any more
public record BlockSummary(
        BlockRef ref,
        Optional<BlockHash> parent,
        Instant timestamp,
        int changeCount,
        Optional<Bytes> digest,
        boolean isFinal) {}
