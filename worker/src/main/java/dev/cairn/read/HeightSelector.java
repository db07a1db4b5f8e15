package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import java.time.Instant;

/// Which state a reader asks for.
public sealed interface HeightSelector {
    /// The newest whole block, which a reorg may still replace.
    record Latest() implements HeightSelector {}

    /// The newest block that nothing can replace any more.
    record Finalized() implements HeightSelector {}

    /// The block of a height, on the branch that is visible now.
    record At(BlockHeight height) implements HeightSelector {}

    /// The block that was valid at a time, on the branch that is visible now.
    ///
    /// Timestamps of real chains need not grow from block to block. So a block counts by its *chain time*, the
    /// highest timestamp up to it, and the block valid at a time is the highest whose chain time is not later. As
    /// long as the newest block's chain time is not later either, that is not settled, since the next block may
    /// still be valid at the time too: the answer is [Answer.NotYetApplied]. A time before the earliest block
    /// that is kept is [Answer.Pruned].
    record AtTime(Instant time) implements HeightSelector {}
}
