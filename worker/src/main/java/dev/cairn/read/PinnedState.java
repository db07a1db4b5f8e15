package dev.cairn.read;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MemoryVersion;
import dev.cairn.mvcc.MvccView;
import java.util.List;
import java.util.Optional;

/// The state at one height, held fast for as long as this is open: values can be asked for by and by, whatever is
/// flushed, pruned or rewound meanwhile. So it looks at the blocks of its own view, which nobody takes from it,
/// and not at memory's index, which lets go of what has become durable. **Threading:** one thread.
final class PinnedState implements AutoCloseable {
    private final MvccView memory;
    private final GatedCursor disk;
    private final long height;

    PinnedState(MvccView memory, GatedCursor disk, long height) {
        this.memory = memory;
        this.disk = disk;
        this.height = height;
    }

    Optional<StateValue> value(StateKey key) {
        List<MemoryVersion> newest = memory.versions(key, Long.MIN_VALUE, height, 1);
        return newest.isEmpty() ? disk.find(key) : newest.getFirst().value();
    }

    @Override
    public void close() {
        disk.close();
    }
}
