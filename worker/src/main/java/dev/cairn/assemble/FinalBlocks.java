package dev.cairn.assemble;

import dev.cairn.model.BlockHash;
import java.util.Optional;

/// What is known of blocks that cannot be replaced any more.
@FunctionalInterface
public interface FinalBlocks {
    /// The block at a height up to the newest final one; empty if it is pruned, or lies before the first.
    Optional<BlockHash> at(long height);
}
