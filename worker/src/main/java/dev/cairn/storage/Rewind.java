package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// The way back to an older height: one write, or, where more was changed than memory is to hold, several. Each of them
/// makes a height the last one, with where to go on from, so whoever dies between two has a database as of a height
/// between.
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
    private final BlockRows blocks;

    Rewind(RocksDatabase database, BatchEncoder batch) {
        this.database = database;
        this.batch = batch;
        blocks = new BlockRows(database);
    }

    /// The next write. The batch has it, but for the rows of the position.
    record Stride(Progress after, RewindReport report) {}

    /// Fills the batch with as much of the way as goes into one write.
    Stride prepare(Progress from, long toHeight, UnaryOperator<ResumeOffsets> goOnFrom) throws RocksDBException {
        var _ = target(from, toHeight);
        long lowest = toHeight;
        while (true) {
            Changed changed = changedAbove(lowest, from.height());
            long height = changed.above();
            boolean isOneBlock = from.height() - height <= 1;
            OptionalLong dropped = fill(from, changed, isOneBlock ? Integer.MAX_VALUE : BYTES_MAX);
            if (dropped.isPresent()) {
                Progress after = from.rewoundTo(
                        target(from, height),
                        height == toHeight ? goOnFrom : UnaryOperator.identity(),
                        from.timeline().rewoundTo(height, restoredAt(from)));
                return new Stride(
                        after,
                        new RewindReport(from.height(), height, changed.keys().size(), dropped.getAsLong()));
            }
            lowest = from.height() - Math.max(1, (from.height() - height) / 2);
        }
    }

    /// @param keys  in their order
    private record Changed(long above, Set<Bytes> keys) {}

    /// Goes down block by block until there is enough for one write.
    private Changed changedAbove(long lowest, long newest) throws RocksDBException {
        NavigableSet<Bytes> distinct = new TreeSet<>();
        long[] above = {lowest};
        blocks.forEachChangeDown(newest, lowest, (height, keys) -> {
            keys.forEachRemaining(key -> distinct.add(key.bytes()));
            boolean goesOn = distinct.size() < KEYS_MAX;
            if (!goesOn) {
                above[0] = height - 1;
            }
            return goesOn;
        });
        return new Changed(above[0], distinct);
    }

    /// How many blocks go; empty if it was given up, since the batch became too large.
    private OptionalLong fill(Progress from, Changed changed, int bytesMax) throws RocksDBException {
        batch.reset();
        long dropped = dropBlocks(changed.above(), from.height());
        boolean fits =
                restore(changed.keys(), from.timeline().timestampOf(changed.above()), restoredAt(from), bytesMax);
        return fits ? OptionalLong.of(dropped) : OptionalLong.empty();
    }

    private static long restoredAt(Progress from) {
        return from.timeline().timestampOf(from.height() + 1);
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
        batch.deleteRange(
                database.id(Column.CHANGES), Records.encodeHeight(height + 1), Records.encodeHeight(newest + 1));
        return dropped[0];
    }

    private boolean restore(Set<Bytes> keys, long timestamp, long restoredAt, int bytesMax) throws RocksDBException {
        int family = database.id(Column.STATE);
        ReadSlot slot = database.slots().take();
        try {
            for (Bytes key : keys) {
                if (batch.size() > bytesMax) {
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
