package dev.cairn.storage;

import dev.cairn.model.StateValue;
import java.util.Optional;

/// What a key became at a height.
///
/// @param value  empty for a delete
public record StateVersion(long height, Optional<StateValue> value) {
    /// What its value takes; nothing for a delete.
    public int valueBytes() {
        return value.map(some -> some.bytes().length()).orElse(0);
    }
}
