package dev.cairn.read;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Optional;

/// A key with its values at two heights.
///
/// @param before  empty if the key had none
/// @param after   empty if the key has none: it was deleted
public record KeyChange(StateKey key, Optional<StateValue> before, Optional<StateValue> after) {}
