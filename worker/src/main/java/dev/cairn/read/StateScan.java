package dev.cairn.read;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MemoryCursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks the keys of a range that have a value, merging memory and disk as it goes: of a key that both have, memory
/// knows the newer version, and a key that memory knows as deleted is passed over.
///
/// **Threading:** one thread.
public final class StateScan implements Walk<StateValue> {
    private final MemoryCursor memory;
    private final GatedCursor disk;
    private final KeyRange range;
    private final ScanDirection direction;
    private boolean started;
    private boolean diskValid;
    private long diskSteps;
    private @Nullable StateKey key;
    private Optional<StateValue> found = Optional.empty();

    /// Reads nothing yet: what is opened may still turn out to be pruned, and is closed again then.
    StateScan(MemoryCursor memory, GatedCursor disk, KeyRange range, ScanDirection direction) {
        this.memory = memory;
        this.disk = disk;
        this.range = range;
        this.direction = direction;
    }

    @Override
    public boolean step() {
        if (!started) {
            started = true;
            startMemory();
            stepOnDisk();
        }
        if (!memoryInRange() && !diskValid) {
            key = null;
            found = Optional.empty();
            return false;
        }
        int order = compareSides();
        if (order <= 0) {
            key = new StateKey(memory.key());
            found = memory.version().value();
        } else {
            key = disk.key();
            found = Optional.of(disk.value());
        }
        // Both sides leave a key that both have.
        if (order <= 0) {
            memory.next();
        }
        if (order >= 0) {
            stepOnDisk();
        }
        return true;
    }

    @Override
    public StateKey key() {
        return standingAt(Optional.ofNullable(key));
    }

    @Override
    public Optional<StateValue> found() {
        return found;
    }

    public StateValue value() {
        return standingAt(found);
    }

    @Override
    public long steps() {
        return memory.steps() + diskSteps;
    }

    @Override
    public void close() {
        disk.close();
    }

    private void stepOnDisk() {
        diskValid = disk.next();
        diskSteps++;
    }

    private void startMemory() {
        boolean fromStart = direction == ScanDirection.ASCENDING;
        Optional<Bytes> start = fromStart ? Optional.of(range.from()) : range.toExclusive();
        if (start.isEmpty()) {
            memory.seekToFirst();
        } else if (memory.seek(start.get()) && !fromStart && memory.key().equals(start.get())) {
            // The end of the range is not in it.
            memory.next();
        }
    }

    private boolean memoryInRange() {
        return memory.isValid() && range.contains(memory.key());
    }

    /// Which side comes first: memory (negative), disk (positive), or both stand at the same key (zero).
    private int compareSides() {
        if (!diskValid) {
            return -1;
        }
        if (!memoryInRange()) {
            return 1;
        }
        int order = memory.key().compareTo(disk.key().bytes());
        return direction == ScanDirection.ASCENDING ? order : -order;
    }

    static <T> T standingAt(Optional<T> entry) {
        return entry.orElseThrow(
                () -> new IllegalStateException("expected a walk that stands at an entry, but next() was"
                        + " not called or said that there is none, or the key is passed over"));
    }
}
