package dev.cairn.model;

/// One change of the state, for borders and tests; the write path carries whole [StateChanges].
public sealed interface StateChange {
    StateKey key();

    /// The key gets a value.
    record Put(StateKey key, StateValue value) implements StateChange {}

    /// The key has no value from here on.
    record Delete(StateKey key) implements StateChange {}
}
