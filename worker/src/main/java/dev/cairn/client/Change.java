package dev.cairn.client;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Optional;

/// What became of a key.
///
/// @param before  empty if it had no value
/// @param after   empty if it has none: it was deleted
public record Change(StateKey key, Optional<StateValue> before, Optional<StateValue> after) {}
