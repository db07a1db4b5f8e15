package dev.cairn.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Compares all that a storage holds with the model.
final class RecoveredDisk {
    private final Storage storage;

    RecoveredDisk(Storage storage) {
        this.storage = storage;
    }

    /// Whether it says of itself that it is this one; then everything in it has to be.
    boolean claimsToBe(ModelDisk model) {
        return storage.committed().map(CommittedPosition::block).equals(model.tip())
                && (model.blocks().isEmpty() || storage.earliestHeight() == model.floor());
    }

    @Override
    public String toString() {
        return storage.committed().map(CommittedPosition::block) + " from " + storage.earliestHeight();
    }

    void checkIs(ModelDisk model) {
        if (model.blocks().isEmpty()) {
            return;
        }
        checkNothingIsAbove(model);
        NavigableMap<StateKey, StateValue> state = new TreeMap<>();
        Bytes digest = Bytes.wrap(new byte[32]);
        for (long height = 0; height <= model.height(); height++) {
            model.apply(height, state);
            digest = model.digestAfter(digest, height);
            if (height >= model.floor()) {
                checkState(height, state);
                checkBlock(height, model, digest);
            }
        }
        checkPosition(model, digest);
    }

    private void checkPosition(ModelDisk model, Bytes digest) {
        BlockRecord tip = record(model, model.height(), digest);
        assertThat(storage.committed()).contains(CommittedPosition.after(tip));
    }

    /// Its timestamps grow with the heights, so chain time is the block's own.
    private static BlockRecord record(ModelDisk model, long height, Bytes digest) {
        BlockFacts facts = model.blocks().get((int) height).facts();
        return new BlockRecord(
                facts, facts.timestampMs(), digest, model.changesAt(height).size());
    }

    private void checkNothingIsAbove(ModelDisk model) {
        long above = model.height() + 1;
        assertThat(storage.reader().block(above)).isEmpty();
        assertThat(storage.reader().changedKeys(above)).isEmpty();
    }

    private void checkBlock(long height, ModelDisk model, Bytes digest) {
        BlockRecord block = record(model, height, digest);
        assertThat(storage.reader().block(height)).contains(block);
        assertThat(storage.reader().block(block.ref().hash())).contains(block);
        assertThat(storage.reader().changedKeys(height))
                .contains(List.copyOf(model.changesAt(height).keySet()));
    }

    private void checkState(long height, NavigableMap<StateKey, StateValue> state) {
        List<Map.Entry<StateKey, StateValue>> found = new ArrayList<>();
        try (StateCursor cursor = storage.reader().cursor(height, KeyRange.all(), ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                found.add(Map.entry(cursor.key(), cursor.value()));
            }
        }
        assertThat(found).as("state at height %d", height).isEqualTo(List.copyOf(state.entrySet()));
    }
}
