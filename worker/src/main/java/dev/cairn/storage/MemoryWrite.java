package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gathers a write in maps of its own, so that committing it is one step.
final class MemoryWrite implements AtomicWrite {
    private final MemoryStorage storage;
    private final MemoryTables written = new MemoryTables();
    private final WriteChecks checks;
    private boolean spent;

    MemoryWrite(MemoryStorage storage, Progress before) {
        this.storage = storage;
        checks = new WriteChecks(before);
    }

    @Override
    public void put(
            long height,
            byte[] keyArray,
            int keyOffset,
            int keyLength,
            byte[] valueArray,
            int valueOffset,
            int valueLength) {
        checks.key(height, keyArray, keyOffset, keyLength);
        checks.value(height, valueArray, valueOffset, valueLength);
        written.change(
                copy(keyArray, keyOffset, keyLength), height, Optional.of(copy(valueArray, valueOffset, valueLength)));
    }

    @Override
    public void delete(long height, byte[] keyArray, int keyOffset, int keyLength) {
        checks.key(height, keyArray, keyOffset, keyLength);
        written.change(copy(keyArray, keyOffset, keyLength), height, Optional.empty());
    }

    @Override
    public void block(BlockRecord block) {
        checks.block(block.height());
        written.block(block);
    }

    @Override
    public void changedKeys(long height, KeyList keys) {
        checks.changedKeys(height, keys);
        List<StateKey> copies = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            copies.add(new StateKey(copy(keys.array(i), keys.offset(i), keys.length(i))));
        }
        written.changed(height, copies);
    }

    @Override
    public void raiseFloor(long earliestHeight) {
        checks.floor(earliestHeight);
    }

    @Override
    public void commit(CommittedPosition position) {
        storage.checkCurrent(this);
        if (spent) {
            throw WriteChecks.spent(position);
        }
        storage.commit(written, checks.commit(position));
        spent = true;
    }

    private static Bytes copy(byte[] array, int offset, int length) {
        return Bytes.wrap(Arrays.copyOfRange(array, offset, offset + length));
    }
}
