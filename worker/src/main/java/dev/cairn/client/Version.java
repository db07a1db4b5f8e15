package dev.cairn.client;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.StateValue;

/// What a key became, and where.
public sealed interface Version {
    BlockHeight height();

    /// The block of this height gave the key a value.
    record Written(BlockHeight height, StateValue value) implements Version {}

    /// The block of this height deleted the key.
    record Deleted(BlockHeight height) implements Version {}

    /// The value at the earliest height that is kept: this block wrote it, or one below, which is forgotten.
    record WrittenAtOrBefore(BlockHeight height, StateValue value) implements Version {}
}
