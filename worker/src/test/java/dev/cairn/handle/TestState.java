package dev.cairn.handle;

import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A state in a sorted map, applied to change by change; counts who reads it.
final class TestState implements StateBefore {
    final SortedMap<StateKey, StateValue> entries = new TreeMap<>();
    int reads;

    static TestState of(Map<StateKey, StateValue> entries) {
        TestState state = new TestState();
        state.entries.putAll(entries);
        return state;
    }

    @Override
    public Optional<StateValue> get(StateKey key) {
        reads++;
        return Optional.ofNullable(entries.get(key));
    }

    void apply(Iterable<StateChanges> parts) {
        parts.forEach(this::apply);
    }

    void apply(StateChanges changes) {
        for (StateChange change : changes.toList()) {
            switch (change) {
                case StateChange.Put(var key, var value) -> entries.put(key, value);
                case StateChange.Delete(var key) -> entries.remove(key);
            }
        }
    }
}
