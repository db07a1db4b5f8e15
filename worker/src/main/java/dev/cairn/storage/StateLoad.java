package dev.cairn.storage;

import org.rocksdb.RocksDBException;

/// Fills a new database with the state as of one height, in pieces of bounded size. Until [#finish] the
/// database has no position, so what a process leaves that dies over this is refused by whoever opens it.
/// There is no log: the pieces are in files once it is finished. **Threading:** one thread.
public final class StateLoad {
    private static final int PIECE_BYTES = 4 << 20;

    private final RocksStorage storage;
    private final BatchEncoder batch = new BatchEncoder();
    private final long timestamp;

    private StateLoad(RocksStorage storage, long height) {
        this.storage = storage;
        timestamp = Timeline.START.timestampOf(height);
        batch.reset();
    }

    /// Begins to fill it.
    ///
    /// @param storage  new, with [Durability#KAFKA]; whoever opened it closes it
    public static StateLoad into(Storage storage, long height) {
        if (!(storage instanceof RocksStorage rocks) || rocks.committed().isPresent()) {
            throw new IllegalArgumentException("expected a new database on disk, but got another one");
        }
        return new StateLoad(rocks, height);
    }

    public void put(
            byte[] keyArray, int keyOffset, int keyLength, byte[] valueArray, int valueOffset, int valueLength) {
        batch.putState(
                storage.database().id(Column.STATE),
                keyArray,
                keyOffset,
                keyLength,
                timestamp,
                valueArray,
                valueOffset,
                valueLength);
        if (batch.size() >= PIECE_BYTES) {
            write();
        }
    }

    /// The state is whole now, and its block the oldest and the newest.
    ///
    /// @param changedKeys  what the block changed
    public void finish(BlockRecord block, KeyList changedKeys, CommittedPosition position) {
        write();
        AtomicWrite write = storage.beginWrite();
        write.block(block);
        write.changedKeys(block.height(), changedKeys);
        write.raiseFloor(block.height());
        write.commit(position);
        storage.flushMemtables();
    }

    private void write() {
        RocksDatabase database = storage.database();
        database.leases().acquire();
        try {
            database.write(batch);
        } catch (RocksDBException e) {
            throw Faults.of("filling a database", e);
        } finally {
            database.leases().release();
        }
        batch.reset();
    }
}
