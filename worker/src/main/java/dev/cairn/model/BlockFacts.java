package dev.cairn.model;

import java.util.Optional;

/// What is known of a block beside its changes.
///
/// @param parent       empty only for the first block of a chain
/// @param resumeAfter  where to go on reading once this block is durable
public record BlockFacts(BlockRef ref, Optional<BlockHash> parent, long timestampMs, ResumeOffsets resumeAfter) {
    public long height() {
        return ref.height().value();
    }
}
