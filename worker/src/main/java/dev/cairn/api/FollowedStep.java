package dev.cairn.api;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.read.BlockInfo;
import java.util.Optional;

/// What comes next for a client that follows the chain.
sealed interface FollowedStep {
    /// The block after the one where the client stands.
    record Applied(BlockInfo block) implements FollowedStep {}

    /// Another branch has taken the place of what the client has above a block.
    ///
    /// @param to    the next block follows it
    /// @param from  where the client stood
    record RolledBack(BlockRef to, BlockHeight from) implements FollowedStep {}

    /// Nothing that the client is known to have is on the branch any more.
    ///
    /// @param next  the height that comes next; empty if it is that of the newest block then
    record Reset(Optional<BlockHeight> next) implements FollowedStep {}

    /// Nothing yet.
    ///
    /// @param applied  the newest height; empty if there is no block at all
    record Nothing(Optional<BlockHeight> applied) implements FollowedStep {}

    /// What would come next is forgotten.
    record Pruned(BlockHeight earliest) implements FollowedStep {}
}
