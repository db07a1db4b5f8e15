package dev.cairn.storage;

import dev.cairn.model.StateValue;

/// What is stored for a key as of a height. A pruned height is neither: it throws [HeightPrunedException].
public sealed interface StateRead {
    StateRead ABSENT = new Absent();

    record Found(StateValue value) implements StateRead {}

    /// Never written, or deleted.
    record Absent() implements StateRead {}
}
