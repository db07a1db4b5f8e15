package dev.cairn.storage;

import dev.cairn.model.StateValue;

/// What is stored for a key as of a height. A pruned height is neither: it throws [HeightPrunedException].
public sealed interface StateRead {
    StateRead ABSENT = new Absent();

    /// What was read, in bytes.
    int valueBytes();

    record Found(StateValue value) implements StateRead {
        @Override
        public int valueBytes() {
            return value.bytes().length();
        }
    }

    /// Never written, or deleted.
    record Absent() implements StateRead {
        @Override
        public int valueBytes() {
            return 0;
        }
    }
}
