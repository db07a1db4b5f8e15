package dev.cairn.read;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.StateCursor;
import java.util.Optional;

/// A disk cursor that holds a place at the gate while it reads natively, and none while its caller thinks or
/// sleeps. **Threading:** one thread.
final class GatedCursor implements AutoCloseable {
    private final StateCursor cursor;
    private final DiskReadGate gate;

    GatedCursor(StateCursor cursor, DiskReadGate gate) {
        this.cursor = cursor;
        this.gate = gate;
    }

    boolean next() {
        return cursor.fetchesNext() ? gate.read(cursor::next) : cursor.next();
    }

    /// The value of one key; the cursor goes there for it.
    Optional<StateValue> find(StateKey key) {
        byte[] array = key.bytes().toArray();
        boolean stands = gate.read(() -> {
            cursor.seek(array, 0, array.length);
            return cursor.next();
        });
        return stands && cursor.key().equals(key) ? Optional.of(cursor.value()) : Optional.empty();
    }

    StateKey key() {
        return cursor.key();
    }

    StateValue value() {
        return cursor.value();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
