package dev.cairn.handle;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.io.ByteArrayOutputStream;

/// Puts down the changes that a handler works out, in order, in an array of their own.
public final class ChangesWriter {
    private final ByteArrayOutputStream source = new ByteArrayOutputStream();
    private final StateChanges.Builder positions = new StateChanges.Builder();

    /// The key gets a value.
    public void put(StateKey key, StateValue value) {
        int keyOffset = write(key.bytes());
        int valueOffset = write(value.bytes());
        positions.put(
                keyOffset, key.bytes().length(), valueOffset, value.bytes().length());
    }

    /// The key has no value from here on.
    public void delete(StateKey key) {
        positions.delete(write(key.bytes()), key.bytes().length());
    }

    /// What was put down since the last time.
    public StateChanges changes() {
        StateChanges changes = positions.build(source.toByteArray());
        source.reset();
        return changes;
    }

    private int write(Bytes bytes) {
        int offset = source.size();
        source.writeBytes(bytes.toArray());
        return offset;
    }
}
