package dev.cairn.handle;

import dev.cairn.model.StateChange;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state while a block is handled: its parent's, with the changes so far on top.
///
/// The changes are looked through when somebody reads, and then only those that came since the last read, so a handler
/// that reads nothing pays nothing. Keys come from outside; [HashMap] stays fast whatever they are, since keys that
/// share a hash are told apart by their order.
final class BlockState implements StateBefore {
    private final StateBefore parent;
    private final List<StateChanges> changes;
    private final Map<StateKey, Optional<StateValue>> newest = new HashMap<>();
    private int looked;
    private @Nullable RuntimeException readFailure;

    /// @param parts  how many changes there will be
    BlockState(StateBefore parent, int parts) {
        this.parent = parent;
        changes = new ArrayList<>(parts);
    }

    void add(StateChanges next) {
        changes.add(next);
    }

    List<StateChanges> changes() {
        return changes;
    }

    @Override
    public Optional<StateValue> get(StateKey key) {
        lookThroughNewChanges();
        Optional<StateValue> changed = newest.get(key);
        return changed == null ? getFromParent(key) : changed;
    }

    /// A read that failed says nothing about the handler, and what the handler made of it is worth nothing.
    void throwReadFailure() {
        if (readFailure != null) {
            throw readFailure;
        }
    }

    private Optional<StateValue> getFromParent(StateKey key) {
        try {
            return parent.get(key);
        } catch (RuntimeException e) {
            readFailure = e;
            throw e;
        }
    }

    private void lookThroughNewChanges() {
        for (; looked < changes.size(); looked++) {
            StateChanges next = changes.get(looked);
            for (int i = 0; i < next.size(); i++) {
                switch (next.get(i)) {
                    case StateChange.Put(var key, var value) -> newest.put(key, Optional.of(value));
                    case StateChange.Delete(var key) -> newest.put(key, Optional.empty());
                }
            }
        }
    }
}
