package dev.cairn.storage;

import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import java.util.function.UnaryOperator;

/// How far the disk is, and where to go on: stored in the same write as the data it stands for.
///
/// @param block            the last block that is stored
/// @param digest           its chained digest, which the next block's goes on from
/// @param chainTimeMs      its chain time, which the next block's goes on from
/// @param resumeAfter      where to go on reading
/// @param finalizedHeight  what was known to be final; at or above the block
public record CommittedPosition(
        BlockRef block, Bytes digest, long chainTimeMs, ResumeOffsets resumeAfter, long finalizedHeight) {
    public CommittedPosition {
        if (finalizedHeight < block.height().value()) {
            throw new IllegalArgumentException("expected a finalized height at or above the block that is stored ("
                    + block + "), but got " + finalizedHeight + "; only final blocks may be flushed");
        }
    }

    /// The position right behind a block.
    public static CommittedPosition after(BlockRecord block) {
        return new CommittedPosition(
                block.ref(), block.digest(), block.chainTimeMs(), block.facts().resumeAfter(), block.height());
    }

    CommittedPosition goingOnFrom(UnaryOperator<ResumeOffsets> goOnFrom) {
        return new CommittedPosition(block, digest, chainTimeMs, goOnFrom.apply(resumeAfter), finalizedHeight);
    }

    public long height() {
        return block.height().value();
    }
}
