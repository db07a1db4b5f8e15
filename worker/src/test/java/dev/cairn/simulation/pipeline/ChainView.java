package dev.cairn.simulation.pipeline;

import java.util.List;

/// A branch as somebody sees it who takes it for the chain.
///
/// @param branch  by height
record ChainView(List<FeedBlock> branch, long finalizedHeight) {
    boolean has(FeedBlock block) {
        int height = Math.toIntExact(block.height());
        return height < branch.size() && branch.get(height).equals(block);
    }

    /// Whether it follows what can be replaced no more, so that it would not be followed if it came once more.
    boolean isDecided(FeedBlock block) {
        return block.height() - 1 < finalizedHeight;
    }

    /// Whether it could be the chain's next block, or take another one's place.
    boolean mayTake(FeedBlock block) {
        int parent = Math.toIntExact(block.height() - 1);
        return !has(block) && !isDecided(block) && parent < branch.size() && block.follows(branch.get(parent));
    }
}
