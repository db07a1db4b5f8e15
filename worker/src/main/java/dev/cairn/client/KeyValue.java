package dev.cairn.client;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;

/// A key that has a value.
public record KeyValue(StateKey key, StateValue value) {}
