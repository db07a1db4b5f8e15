package dev.cairn.assemble;

import dev.cairn.model.Announcements;
import dev.cairn.model.BlockRef;

/// What is next for the chain.
public sealed interface Assembly {
    /// Nothing yet: more records are needed.
    record Waiting() implements Assembly {}

    /// The block after the newest one.
    record Next(AssembledBlock block) implements Assembly {}

    /// A block of another branch: what lies above the fork is dropped first. No block above it is final.
    record Reorg(BlockRef fork, AssembledBlock block) implements Assembly {}

    /// A branch that leaves below what is final, and we are told to follow it. None of it need be whole: what was
    /// published of it has to be read again after the rewind, since records of final heights are not kept.
    ///
    /// @param block   its first one, with whose event the chain goes on after the fork
    /// @param before  the block events before that one, and how high those reached that came between it and the one
    ///                that decided
    record DeepReorg(BlockRef fork, BlockRef block, Announcements before) implements Assembly {}
}
