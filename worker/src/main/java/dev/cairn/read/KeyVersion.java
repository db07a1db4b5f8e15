package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.StateValue;

/// What a key became, and where.
public sealed interface KeyVersion {
    /// A height at which it holds; where it was written, if that is known.
    BlockHeight height();

    /// The block of this height gave the key a value.
    record Written(BlockHeight height, StateValue value) implements KeyVersion {}

    /// The block of this height deleted the key.
    record Deleted(BlockHeight height) implements KeyVersion {}

    /// The value at the earliest height that is kept. Some block below wrote it; which one is forgotten with those
    /// blocks, so it is the last that a history can tell.
    ///
    /// @param height  the earliest height
    record WrittenAtOrBefore(BlockHeight height, StateValue value) implements KeyVersion {}
}
