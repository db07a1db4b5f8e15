package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Fetches entries in chunks: one lease for each chunk, and the calls for each entry stay within a tight loop. Chunks
/// begin small and grow, so that a short page does not pay for a long scan.
///
/// Once the iterator is open it holds its own view of the files, so a floor that rises later cannot hurt it.
final class RocksCursor implements StateCursor {
    private static final int GROWTH = 4;

    private final RocksDatabase database;
    private final CursorReach reach;
    private final boolean descending;
    private final List<AutoCloseable> natives = new ArrayList<>();
    private final RocksIterator iterator;
    private final Bytes from;
    private @Nullable ScanChunk chunk;
    private int chunkBytes;
    private int entry;
    private boolean freed;

    /// The caller holds a lease.
    RocksCursor(RocksDatabase database, long timestamp, KeyRange range, ScanDirection order, CursorReach reach) {
        this.database = database;
        this.reach = reach;
        chunkBytes = reach.chunkBytes();
        descending = order == ScanDirection.DESCENDING;
        from = range.from();
        ReadOptions options = new ReadOptions().setMaxSkippableInternalKeys(reach.skipsMax());
        natives.add(options);
        options.setTimestamp(own(new Slice(Timestamps.littleEndian(timestamp))));
        if (!from.isEmpty()) {
            options.setIterateLowerBound(own(new Slice(from.toArray())));
        }
        range.toExclusive().ifPresent(to -> options.setIterateUpperBound(own(new Slice(to.toArray()))));
        iterator = database.db().newIterator(database.family(Column.STATE), options);
        if (descending) {
            iterator.seekToLast();
        } else {
            iterator.seekToFirst();
        }
    }

    @Override
    public boolean next() {
        if (fetchesNext()) {
            return fetch();
        }
        boolean stands = entry + 1 < current().entries();
        entry += stands ? 1 : 0;
        return stands;
    }

    @Override
    public boolean fetchesNext() {
        ScanChunk fetched = chunk;
        return fetched == null || (entry + 1 >= fetched.entries() && !fetched.isLast());
    }

    @Override
    public void seek(byte[] keyArray, int keyOffset, int keyLength) {
        byte[] key = java.util.Arrays.copyOfRange(keyArray, keyOffset, keyOffset + keyLength);
        database.leases().acquire();
        try {
            checkOpen();
            if (descending) {
                iterator.seekForPrev(key);
            } else {
                // Bounds are not checked by a seek in front of them.
                iterator.seek(from.compareTo(Bytes.wrap(key)) > 0 ? from.toArray() : key);
            }
            chunk = null;
            chunkBytes = reach.chunkBytes();
        } finally {
            database.leases().release();
        }
    }

    @Override
    public byte[] array() {
        return current().array();
    }

    @Override
    public int keyOffset() {
        return current().keyOffset(entry);
    }

    @Override
    public int keyLength() {
        return current().keyLength(entry);
    }

    @Override
    public int valueOffset() {
        return current().valueOffset(entry);
    }

    @Override
    public int valueLength() {
        return current().valueLength(entry);
    }

    @Override
    public void close() {
        // A storage that is closing or closed frees it itself.
        if (database.leases().tryAcquire()) {
            try {
                free();
            } finally {
                database.leases().release();
            }
        }
    }

    /// By the cursor's own thread under a lease, or by the storage when no lease is held any more.
    void free() {
        if (!freed) {
            freed = true;
            database.closed(this);
            iterator.close();
            ClosingNatively.all(natives);
        }
    }

    private boolean fetch() {
        database.leases().acquire();
        try {
            checkOpen();
            ScanChunk fetched = ScanChunk.read(iterator, descending, chunkBytes);
            chunk = fetched;
            chunkBytes = Math.min(reach.chunkBytesMax(), chunkBytes * GROWTH);
            entry = 0;
            return fetched.entries() > 0;
        } catch (RocksDBException e) {
            throw database.noted(Faults.of("scanning the state", e));
        } finally {
            database.leases().release();
        }
    }

    private void checkOpen() {
        if (freed) {
            throw new StorageFault.Closed("the cursor is closed; open another one");
        }
    }

    private ScanChunk current() {
        ScanChunk current = chunk;
        if (current == null) {
            throw new IllegalStateException("expected next() to be called first, and to return true");
        }
        return current;
    }

    private Slice own(Slice slice) {
        natives.add(slice);
        return slice;
    }
}
