package dev.cairn.storage;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Objects;
import java.util.OptionalLong;

/// Refuses bad input before any of it is written. What it lets through, both backends can store.
final class WriteChecks {
    private final Progress before;
    private long highest;
    private long lastBlock;
    private long firstBlock = -1;
    private long lastChanged;
    private OptionalLong floor = OptionalLong.empty();

    WriteChecks(Progress before) {
        this.before = before;
        highest = before.height();
        lastBlock = before.height();
        lastChanged = before.height();
    }

    void key(long height, byte[] array, int offset, int keyLength) {
        if (height <= before.height()) {
            throw notAbove(height, before.height());
        }
        if (!StateKey.isValidLength(keyLength)) {
            throw new IllegalArgumentException("expected a key of 1 to " + StateKey.MAX_LENGTH + " bytes at height "
                    + height + ", but got " + keyLength + "; hash longer keys, and leave empty ones out");
        }
        Objects.checkFromIndexSize(offset, keyLength, array.length);
        if (height > highest) {
            highest = height;
        }
    }

    void value(long height, byte[] array, int offset, int valueLength) {
        if (!StateValue.isValidLength(valueLength)) {
            throw new IllegalArgumentException("expected a value of at most " + StateValue.MAX_LENGTH
                    + " bytes at height " + height + ", but got " + valueLength + "; split it over several keys");
        }
        Objects.checkFromIndexSize(offset, valueLength, array.length);
    }

    void block(long height) {
        if (height <= lastBlock) {
            throw notAbove(height, lastBlock);
        }
        if (firstBlock < 0) {
            firstBlock = height;
        }
        lastBlock = height;
    }

    void changedKeys(long height, KeyList keys) {
        if (height <= lastChanged) {
            throw notAbove(height, lastChanged);
        }
        for (int i = 0; i < keys.size(); i++) {
            key(height, keys.array(i), keys.offset(i), keys.length(i));
        }
        lastChanged = height;
    }

    void floor(long earliestHeight) {
        floor = OptionalLong.of(Math.max(earliestHeight, before.floor()));
    }

    /// Returns how far the storage is once the write is committed.
    Progress commit(CommittedPosition position) {
        long height = position.height();
        if (height <= before.height()) {
            throw new IllegalArgumentException("expected a position above the committed height " + before.height()
                    + ", but got " + position.block() + "; positions never go backwards, to go back rewind first");
        }
        if (highest > height || lastBlock > height || lastChanged > height) {
            throw new IllegalArgumentException("expected nothing above the position " + position.block()
                    + ", but the write goes up to height " + Math.max(highest, Math.max(lastBlock, lastChanged))
                    + "; commit the position of the last block");
        }
        if (floor.isPresent() && floor.getAsLong() > height) {
            throw new IllegalArgumentException("expected a floor at or below the position " + position.block()
                    + ", but got " + floor.getAsLong() + "; what is not stored cannot be pruned");
        }
        return after(position);
    }

    /// The first write decides where history begins, unless it says itself that it left something out.
    private Progress after(CommittedPosition position) {
        Progress after = before.at(position);
        if (floor.isPresent()) {
            return after.withFloor(floor.getAsLong());
        }
        if (before.committed().isEmpty()) {
            return after.beginningAt(firstBlock < 0 ? position.height() : firstBlock);
        }
        return after;
    }

    static void floorIsStored(long earliestHeight, Progress progress) {
        if (earliestHeight > progress.height()) {
            throw new IllegalArgumentException("expected a floor at or below the committed height " + progress.height()
                    + ", but got " + earliestHeight + "; what is not stored cannot be pruned");
        }
    }

    static IllegalStateException spent(CommittedPosition position) {
        return new IllegalStateException("expected a write that was not committed yet, but it was before "
                + position.block() + "; begin another write");
    }

    static IllegalStateException overtaken() {
        return new IllegalStateException("expected the write that was begun last, but the storage was changed or"
                + " another write begun after it; begin again");
    }

    private static IllegalArgumentException notAbove(long height, long last) {
        return new IllegalArgumentException("expected a height above " + last + ", the last one, but got " + height
                + "; heights only rise, to write them again rewind first");
    }
}
