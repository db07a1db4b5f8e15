package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ResumeOffsets;
import java.util.List;

/// A whole block that connects to one that is applied.
///
/// @param transactions  in the order of their indexes
/// @param resumeAfter   where to go on reading once this block is durable
/// @param publishedMs   when the last record it needed was published
/// @param announcedAt   where its block event lies, for messages
public record AssembledBlock(
        BlockHeader header,
        List<BlockTransaction> transactions,
        ResumeOffsets resumeAfter,
        long publishedMs,
        String announcedAt) {
    public BlockRef ref() {
        return header.ref();
    }

    public BlockFacts facts() {
        return new BlockFacts(header.ref(), header.parent(), header.timestampMs(), resumeAfter);
    }
}
