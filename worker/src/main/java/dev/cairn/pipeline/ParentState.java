package dev.cairn.pipeline;

import dev.cairn.assemble.FinalBlocks;
import dev.cairn.handle.StateBefore;
import dev.cairn.model.BlockHash;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MvccReader;
import dev.cairn.mvcc.MvccView;
import dev.cairn.storage.HeightPrunedException;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.Storage;
import java.util.Optional;

/// What the write path itself reads: the state that a new block finds, and which blocks are final. Memory first, then
/// disk, as every read. **Threading:** the `apply` thread, so nothing is dropped or rewound meanwhile.
final class ParentState implements FinalBlocks {
    private final MvccReader memory;
    private final Storage storage;

    ParentState(MvccReader memory, Storage storage) {
        this.memory = memory;
        this.storage = storage;
    }

    /// The state after a block of the visible branch.
    StateBefore after(long height) {
        MvccView view = memory.view();
        return key -> value(view, key, height);
    }

    @Override
    public Optional<BlockHash> at(long height) {
        try {
            return memory.view()
                    .block(height)
                    .map(layer -> layer.facts().ref())
                    .or(() -> storage.reader().block(height).map(block -> block.ref()))
                    .map(ref -> ref.hash());
        } catch (HeightPrunedException _) {
            return Optional.empty();
        }
    }

    private Optional<StateValue> value(MvccView view, StateKey key, long height) {
        byte[] bytes = key.bytes().toArray();
        return view.find(bytes, 0, bytes.length, height)
                .map(version -> version.value())
                .orElseGet(() -> onDisk(bytes, height));
    }

    private Optional<StateValue> onDisk(byte[] key, long height) {
        if (storage.committed().isEmpty()) {
            return Optional.empty();
        }
        return switch (storage.reader().get(height, key, 0, key.length)) {
            case StateRead.Found(var value) -> Optional.of(value);
            case StateRead.Absent _ -> Optional.empty();
        };
    }
}
