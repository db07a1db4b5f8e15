package dev.cairn.proof;

import dev.cairn.model.StateKey;
import dev.cairn.storage.StateRead;

/// Is told what a block changed, in the order of the keys: the value that each has as of the block.
@FunctionalInterface
interface ChangeVisitor {
    ChangeVisitor NOBODY = (_, _) -> {};

    void changed(StateKey key, StateRead now);
}
