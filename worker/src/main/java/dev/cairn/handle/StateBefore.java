package dev.cairn.handle;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Optional;

/// The state that a transaction finds: that of its block's parent, with the changes of the transactions before it in
/// the block. **Threading:** valid during the call it is handed to.
@FunctionalInterface
public interface StateBefore {
    /// Empty if the key has no value.
    Optional<StateValue> get(StateKey key);
}
