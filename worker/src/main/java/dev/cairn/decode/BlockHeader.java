package dev.cairn.decode;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import java.util.Optional;

/// A block event.
///
/// @param parent            empty only for the first block of a chain
/// @param transactionCount  how many transaction events of this block to expect
/// @param changes           the block's own, which count after those of its transactions
/// @param finalizedHeight   the highest block known to be final when this one was published
/// @param changesDigest     what the digest over the block's changes has to be
public record BlockHeader(
        BlockRef ref,
        Optional<BlockHash> parent,
        long timestampMs,
        int transactionCount,
        StateChanges changes,
        Optional<BlockHeight> finalizedHeight,
        Optional<Bytes> changesDigest)
        implements DecodedRecord {}
