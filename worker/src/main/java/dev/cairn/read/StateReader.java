package dev.cairn.read;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.MemoryVersion;
import dev.cairn.mvcc.MvccReader;
import dev.cairn.mvcc.MvccView;
import dev.cairn.storage.HeightPrunedException;
import dev.cairn.storage.KeyRange;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads the state as of any height. **Threading:** any thread.
///
/// A read takes its view of memory first and looks at the disk second. Memory lets go of a version only after it is on
/// disk, so every version is found in at least one of the two, and where it is in both it is the same. The height is
/// fixed once, by the block that the view or the disk has there, so an answer is of whole blocks of one branch.
public final class StateReader {
    private final MvccReader memory;
    private final Storage storage;
    private final DiskReadGate gate;

    /// @param concurrentDiskReadsMax  how many threads may be inside native reads at once
    public StateReader(MvccReader memory, Storage storage, int concurrentDiskReadsMax) {
        this.memory = memory;
        this.storage = storage;
        gate = new DiskReadGate(concurrentDiskReadsMax);
    }

    /// The value of a key; empty if it has none at that height.
    public Answer<Optional<StateValue>> get(StateKey key, HeightSelector selector) {
        return at(selector, (view, block) -> value(view, key, block.height().value()));
    }

    /// The values of several keys, as of one block, in their order.
    public Answer<List<Optional<StateValue>>> getAll(List<StateKey> keys, HeightSelector selector) {
        return at(selector, (view, block) -> {
            List<Optional<StateValue>> values = new ArrayList<>(keys.size());
            for (StateKey key : keys) {
                values.add(value(view, key, block.height().value()));
            }
            return values;
        });
    }

    /// A scan over the keys of a range that have a value. It stays what it is while blocks are applied, dropped,
    /// flushed and pruned, and has to be closed.
    public Answer<StateScan> scan(KeyRange range, ScanDirection direction, HeightSelector selector) {
        return at(selector, (view, block) -> {
            long height = block.height().value();
            return new StateScan(
                    view.cursor(height, direction),
                    gate.read(() -> storage.reader().cursor(height, range, direction)),
                    range,
                    direction);
        });
    }

    /// Which block a selector names now.
    public Answer<BlockRef> block(HeightSelector selector) {
        return at(selector, (_, block) -> block);
    }

    /// The block with a hash, if it is on the visible branch and not pruned.
    public Optional<BlockRef> block(BlockHash hash) {
        return memory.view()
                .block(hash)
                .map(layer -> layer.facts().ref())
                .or(() -> gate.read(() -> storage.reader().block(hash)).map(stored -> stored.ref()));
    }

    private Optional<StateValue> value(MvccView view, StateKey key, long height) {
        byte[] array = key.bytes().toArray();
        Optional<MemoryVersion> version = view.find(array, 0, array.length, height);
        if (version.isPresent()) {
            return version.get().value();
        }
        return switch (gate.read(() -> storage.reader().get(height, array, 0, array.length))) {
            case StateRead.Found(var value) -> Optional.of(value);
            case StateRead.Absent _ -> Optional.empty();
        };
    }

    private <T> Answer<T> at(HeightSelector selector, BiFunction<MvccView, BlockRef, T> read) {
        MvccView view = memory.view();
        Optional<BlockRef> durable = storage.committed().map(position -> position.block());
        Optional<BlockRef> applied =
                view.appliedBlock().map(facts -> facts.ref()).or(() -> durable);
        if (applied.isEmpty()) {
            return new Answer.NotYetApplied<>(Optional.empty());
        }
        BlockHeight newest = applied.get().height();
        try {
            Optional<BlockRef> block = switch (selector) {
                case HeightSelector.Latest _ -> applied;
                case HeightSelector.Finalized _ ->
                    view.finalizedBlock().map(facts -> facts.ref()).or(() -> durable);
                case HeightSelector.At(var height) ->
                    height.compareTo(newest) > 0 ? Optional.empty() : blockAt(view, height);
            };
            if (block.isEmpty()) {
                return new Answer.NotYetApplied<>(Optional.of(newest));
            }
            T value = read.apply(view, block.get());
            // Memory may answer without asking the disk, so the floor is checked here too, after reading.
            return isPruned(block.get().height()) ? pruned() : new Answer.Known<>(block.get(), value);
        } catch (HeightPrunedException _) {
            return pruned();
        }
    }

    private <T> Answer<T> pruned() {
        return new Answer.Pruned<>(new BlockHeight(storage.earliestHeight()));
    }

    private boolean isPruned(BlockHeight height) {
        return storage.committed().isPresent() && height.value() < storage.earliestHeight();
    }

    private Optional<BlockRef> blockAt(MvccView view, BlockHeight height) {
        return view.block(height.value())
                .map(layer -> layer.facts().ref())
                .or(() ->
                        gate.read(() -> storage.reader().block(height.value())).map(stored -> stored.ref()));
    }
}
