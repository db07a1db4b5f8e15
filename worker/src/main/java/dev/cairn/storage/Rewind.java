package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// Makes an older height the last one again: in one write, or, where more was changed than memory is to hold, in
/// several. Each of them makes a height the last one, with where to go on from, so whoever dies between two has a
/// database as of a height between.
///
/// Replaced versions cannot be taken out of RocksDB, and writing over them would let them show through the new branch.
/// So every key that was changed above the height gets its value at the height once more, at the next free timestamp,
/// and the timeline lets later heights go on after it. **Threading:** the writer's; the caller holds a lease.
final class Rewind {
    /// So many keys and bytes of values go into one write, if they are not of a single block, which was in memory once.
    private static final int KEYS_MAX = 250_000;
    private static final int BYTES_MAX = 64 << 20;

    private final RocksDatabase database;
    private final BatchEncoder batch;
    private final UnaryOperator<ResumeOffsets> goOnFrom;
    private final BlockRows blocks;

    Rewind(RocksDatabase database, BatchEncoder batch, UnaryOperator<ResumeOffsets> goOnFrom) {
        this.database = database;
        this.batch = batch;
        this.goOnFrom = goOnFrom;
        blocks = new BlockRows(database);
    }

    /// Writes the batch.
    interface Writing {
        void write(Progress after) throws RocksDBException;
    }

    RewindReport run(Progress before, long toHeight, Writing writing) throws RocksDBException {
        var _ = target(before, toHeight);
        Progress now = before;
        long keys = 0;
        long dropped = 0;
        do {
            Stride stride = longestStride(now, toHeight);
            writing.write(stride.after());
            now = stride.after();
            keys += stride.keys();
            dropped += stride.blocksDropped();
        } while (now.height() > toHeight);
        return new RewindReport(before.height(), toHeight, keys, dropped);
    }

    private record Stride(Progress after, long keys, long blocksDropped) {}

    private Stride longestStride(Progress from, long toHeight) throws RocksDBException {
        long height = toHeight;
        Optional<Stride> stride = stride(from, height, height == toHeight);
        while (stride.isEmpty()) {
            height = from.height() - Math.max(1, (from.height() - height) / 2);
            stride = stride(from, height, false);
        }
        return stride.get();
    }

    /// Fills the batch; empty if it would hold too much.
    private Optional<Stride> stride(Progress from, long height, boolean isLast) throws RocksDBException {
        BlockRecord target = target(from, height);
        long restoredAt = from.timeline().timestampOf(from.height() + 1);
        boolean isBounded = from.height() - height > 1;
        batch.reset();
        long dropped = dropBlocks(height, from.height());
        Set<Bytes> keys = changedKeys(height, from.height());
        boolean isTooMuch = (isBounded && keys.size() > KEYS_MAX)
                || !restore(keys, from.timeline().timestampOf(height), restoredAt, isBounded);
        if (isTooMuch) {
            return Optional.empty();
        }
        Progress after = from.rewoundTo(
                target,
                isLast ? goOnFrom : UnaryOperator.identity(),
                from.timeline().rewoundTo(height, restoredAt));
        return Optional.of(new Stride(after, keys.size(), dropped));
    }

    private BlockRecord target(Progress from, long height) throws RocksDBException {
        return RewindChecks.target(from, height, blocks.byHeight(height));
    }

    private long dropBlocks(long height, long newest) throws RocksDBException {
        long[] dropped = {0};
        int family = database.id(Column.BLOCKS);
        blocks.forEach(height + 1, newest + 1, block -> {
            batch.delete(family, BlockRows.key(block.ref().hash()));
            dropped[0]++;
        });
        batch.deleteRange(family, BlockRows.key(height + 1), BlockRows.key(newest + 1));
        return dropped[0];
    }

    /// In their order; more than there may be of them are not gathered.
    private Set<Bytes> changedKeys(long height, long newest) throws RocksDBException {
        NavigableSet<Bytes> distinct = new TreeSet<>();
        blocks.forEachChange(height + 1, newest + 1, keys -> {
            if (distinct.size() <= KEYS_MAX) {
                keys.forEachRemaining(key -> distinct.add(key.bytes()));
            }
        });
        batch.deleteRange(
                database.id(Column.CHANGES), Records.encodeHeight(height + 1), Records.encodeHeight(newest + 1));
        return distinct;
    }

    /// False if it was given up, since the batch became too large.
    private boolean restore(Set<Bytes> keys, long timestamp, long restoredAt, boolean isBounded)
            throws RocksDBException {
        int family = database.id(Column.STATE);
        ReadSlot slot = database.slots().take();
        try {
            for (Bytes key : keys) {
                if (isBounded && batch.size() > BYTES_MAX) {
                    return false;
                }
                byte[] array = key.toArray();
                byte @Nullable [] value =
                        slot.get(database.db(), database.family(Column.STATE), timestamp, array, 0, array.length);
                if (value == null) {
                    batch.deleteState(family, array, 0, array.length, restoredAt);
                } else {
                    batch.putState(family, array, 0, array.length, restoredAt, value, 0, value.length);
                }
            }
            return true;
        } finally {
            database.slots().giveBack(slot);
        }
    }
}
