package dev.cairn.assemble;

import dev.cairn.decode.BlockHeader;
import dev.cairn.model.BlockHeight;

/// Up to which height blocks are final: by their depth below the tip, because the feed says so, or because they were
/// on the branch that this one has taken the place of.
final class Finality {
    private final Branch branch;
    private final int depth;
    private final long before;

    /// @param before  what was final when reading began, on whatever branch
    Finality(Branch branch, int depth, long before) {
        this.branch = branch;
        this.depth = depth;
        this.before = before;
    }

    /// With a block event of the branch. The feed speaks for the branch of the block it speaks with: those above that
    /// block may be replaced all the same.
    long with(BlockHeader announcement) {
        long byDepth = branch.tip().orElseThrow().height().value() - depth;
        long said = announcement.finalizedHeight().map(BlockHeight::value).orElse(-1L);
        long own = announcement.ref().height().value();
        return Math.max(byDepth, Math.min(Math.max(said, before), own));
    }

    /// On this branch, or on the one before.
    long soFar() {
        return Math.max(before, branch.finalizedHeight());
    }
}
