package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// Prepares the one write that makes an older height the last one again.
///
/// Replaced versions cannot be taken out of RocksDB, and writing over them would let them show through the new branch.
/// So every key that was changed above the height gets its value at the height once more, at the next free timestamp,
/// and the timeline lets later heights go on after it. **Threading:** the writer's; the caller holds a lease.
final class Rewind {
    private final RocksDatabase database;
    private final Progress before;
    private final BatchEncoder batch;
    private final UnaryOperator<ResumeOffsets> goOnFrom;
    private final BlockRows blocks;

    Rewind(RocksDatabase database, Progress before, BatchEncoder batch, UnaryOperator<ResumeOffsets> goOnFrom) {
        this.database = database;
        this.before = before;
        this.batch = batch;
        this.goOnFrom = goOnFrom;
        blocks = new BlockRows(database);
    }

    record Prepared(Progress after, RewindReport report) {}

    Prepared prepare(long toHeight) throws RocksDBException {
        BlockRecord target = RewindChecks.target(before, toHeight, blocks.byHeight(toHeight));
        long restoredAt = before.timeline().timestampOf(before.height() + 1);
        batch.reset();
        long dropped = dropBlocksAbove(toHeight);
        List<Bytes> keys = keysChangedAbove(toHeight);
        restore(keys, before.timeline().timestampOf(toHeight), restoredAt);
        Progress after = before.rewoundTo(target, goOnFrom, before.timeline().rewoundTo(toHeight, restoredAt));
        return new Prepared(after, new RewindReport(before.height(), toHeight, keys.size(), dropped));
    }

    private long dropBlocksAbove(long height) throws RocksDBException {
        long[] dropped = {0};
        int family = database.id(Column.BLOCKS);
        blocks.forEach(height + 1, before.height() + 1, block -> {
            batch.delete(family, BlockRows.key(block.ref().hash()));
            dropped[0]++;
        });
        batch.deleteRange(family, BlockRows.key(height + 1), BlockRows.key(before.height() + 1));
        return dropped[0];
    }

    private List<Bytes> keysChangedAbove(long height) throws RocksDBException {
        Set<Bytes> distinct = new HashSet<>();
        blocks.forEachChange(
                height + 1, before.height() + 1, keys -> keys.forEachRemaining(key -> distinct.add(key.bytes())));
        batch.deleteRange(
                database.id(Column.CHANGES),
                Records.encodeHeight(height + 1),
                Records.encodeHeight(before.height() + 1));
        List<Bytes> sorted = new ArrayList<>(distinct);
        sorted.sort(null);
        return sorted;
    }

    private void restore(List<Bytes> keys, long timestamp, long restoredAt) throws RocksDBException {
        int family = database.id(Column.STATE);
        ReadSlot slot = database.slots().take();
        try {
            for (Bytes key : keys) {
                byte[] array = key.toArray();
                byte @Nullable [] value =
                        slot.get(database.db(), database.family(Column.STATE), timestamp, array, 0, array.length);
                if (value == null) {
                    batch.deleteState(family, array, 0, array.length, restoredAt);
                } else {
                    batch.putState(family, array, 0, array.length, restoredAt, value, 0, value.length);
                }
            }
        } finally {
            database.slots().giveBack(slot);
        }
    }
}
