package dev.cairn.storage;

import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/// Reads from RocksDB. The floor is checked before the native read and after it: while it ran, pruning may have taken
/// versions away, and "absent" would then be a lie.
final class RocksReader implements StorageReader {
    private final RocksDatabase database;
    private final Supplier<Progress> progress;
    private final BlockRows blocks;

    RocksReader(RocksDatabase database, Supplier<Progress> progress) {
        this.database = database;
        this.progress = progress;
        blocks = new BlockRows(database);
    }

    @Override
    public StateRead get(long height, byte[] keyArray, int keyOffset, int keyLength) {
        Progress before = progress.get();
        before.checkReadable(height);
        byte @Nullable [] value = null;
        database.leases().acquire();
        try {
            value = getLeased(before.timeline().timestampOf(height), keyArray, keyOffset, keyLength);
        } catch (RocksDBException e) {
            throw faultOrPruned(height, "reading a key at height " + height, e);
        } finally {
            database.leases().release();
        }
        progress.get().checkReadable(height);
        return toRead(value);
    }

    @Override
    public List<StateRead> getAll(long height, List<StateKey> keys, long bytesMax) {
        Progress before = progress.get();
        before.checkReadable(height);
        long timestamp = before.timeline().timestampOf(height);
        List<StateRead> reads = new ArrayList<>(keys.size());
        long bytes = 0;
        database.leases().acquire();
        try {
            for (StateKey key : keys) {
                byte[] array = key.bytes().toArray();
                StateRead read = toRead(getLeased(timestamp, array, 0, array.length));
                bytes += read.valueBytes();
                if (bytes > bytesMax) {
                    break;
                }
                reads.add(read);
            }
        } catch (RocksDBException e) {
            throw faultOrPruned(height, "reading " + keys.size() + " keys at height " + height, e);
        } finally {
            database.leases().release();
        }
        progress.get().checkReadable(height);
        return reads;
    }

    @Override
    public StateCursor cursor(long height, KeyRange range, ScanDirection order) {
        return cursor(height, range, order, CursorReach.SCAN);
    }

    @Override
    public StateCursor cursor(long height, KeyRange range) {
        return cursor(height, range, ScanDirection.ASCENDING, CursorReach.LOOK_UP);
    }

    private StateCursor cursor(long height, KeyRange range, ScanDirection order, CursorReach reach) {
        if (range.isEmpty()) {
            progress.get().checkReadable(height);
            return EmptyCursor.INSTANCE;
        }
        Progress before = progress.get();
        before.checkReadable(height);
        database.leases().acquire();
        try {
            RocksCursor cursor = new RocksCursor(database, before.timeline().timestampOf(height), range, order, reach);
            database.opened(cursor);
            return checkedAfter(height, cursor);
        } finally {
            database.leases().release();
        }
    }

    @Override
    public List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax, long bytesMax) {
        if (fromHeight > toHeight) {
            progress.get().checkReadable(fromHeight);
            return List.of();
        }
        return leased(
                fromHeight,
                "reading the history of a key",
                timeline -> new RocksHistory(database, timeline)
                        .read(key, fromHeight, toHeight, new VersionList(countMax, bytesMax)));
    }

    @Override
    public Optional<BlockRecord> block(long height) {
        return leased(height, "reading block " + height, _ -> blocks.byHeight(height));
    }

    @Override
    public Optional<BlockRecord> block(BlockHash hash) {
        Optional<BlockRecord> block = leased(Long.MAX_VALUE, "reading block " + hash, _ -> blocks.byHash(hash));
        long floor = progress.get().floor();
        return block.filter(found -> found.height() >= floor);
    }

    @Override
    public Optional<Iterator<StateKey>> changedKeys(long height, KeyRange range) {
        return leased(height, "reading what block " + height + " changed", _ -> blocks.changedKeys(height, range));
    }

    /// The iterator has its view now; had the floor passed before, it might have gaps.
    private RocksCursor checkedAfter(long height, RocksCursor cursor) {
        try {
            progress.get().checkReadable(height);
            return cursor;
        } catch (HeightPrunedException e) {
            cursor.free();
            throw e;
        }
    }

    private byte @Nullable [] getLeased(long timestamp, byte[] keyArray, int keyOffset, int keyLength)
            throws RocksDBException {
        ReadSlot slot = database.slots().take();
        try {
            return slot.get(database.db(), database.family(Column.STATE), timestamp, keyArray, keyOffset, keyLength);
        } finally {
            database.slots().giveBack(slot);
        }
    }

    private <T> T leased(long height, String doing, NativeRead<T> read) {
        Progress before = progress.get();
        before.checkReadable(height);
        T result;
        database.leases().acquire();
        try {
            result = read.from(before.timeline());
        } catch (RocksDBException e) {
            throw faultOrPruned(height, doing, e);
        } finally {
            database.leases().release();
        }
        progress.get().checkReadable(height);
        return result;
    }

    /// RocksDB itself refuses what lies below its horizon; that is an answer, not a fault.
    private RuntimeException faultOrPruned(long height, String doing, RocksDBException cause) {
        long floor = progress.get().floor();
        return height < floor ? new HeightPrunedException(height, floor) : database.noted(Faults.of(doing, cause));
    }

    private static StateRead toRead(byte @Nullable [] value) {
        return value == null ? StateRead.ABSENT : new StateRead.Found(new StateValue(Bytes.wrap(value)));
    }

    private interface NativeRead<T> {
        T from(Timeline timeline) throws RocksDBException;
    }
}
