package dev.cairn.read;

import dev.cairn.model.BlockHeight;

/// Which state a reader asks for.
public sealed interface HeightSelector {
    /// The newest whole block, which a reorg may still replace.
    record Latest() implements HeightSelector {}

    /// The newest block that nothing can replace any more.
    record Finalized() implements HeightSelector {}

    /// The block of a height, on the branch that is visible now.
    record At(BlockHeight height) implements HeightSelector {}
}
