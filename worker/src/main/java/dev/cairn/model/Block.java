package dev.cairn.model;

import java.util.List;

/// A whole block, as it is applied.
///
/// @param changes  in the order in which they count: transactions by index, then the block's own; of a key that is
///                 changed several times, the last one stays
public record Block(BlockFacts facts, List<StateChanges> changes) {
    public Block {
        changes = List.copyOf(changes);
    }

    public BlockRef ref() {
        return facts.ref();
    }

    public long height() {
        return facts.height();
    }
}
