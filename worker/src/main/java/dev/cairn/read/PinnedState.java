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
    /// A look-up on disk takes as long as that many keys of a scan: some 8 µs where both are cached.
    private static final int LOOK_UP_STEPS = 20;

    private final MvccView memory;
    private final GatedCursor disk;
    private final long height;
    private final int blocks;
    private long steps;

    PinnedState(MvccView memory, GatedCursor disk, long height) {
        this.memory = memory;
        this.disk = disk;
        this.height = height;
        blocks = memory.blocks().size();
    }

    Optional<StateValue> value(StateKey key) {
        steps += blocks + LOOK_UP_STEPS;
        List<MemoryVersion> newest = memory.versions(key, Long.MIN_VALUE, height, 1);
        return newest.isEmpty() ? disk.find(key) : newest.getFirst().value();
    }

    /// See [Walk#steps]. Each block of the view is looked at by itself.
    long steps() {
        return steps;
    }

    @Override
    public void close() {
        disk.close();
    }
}
