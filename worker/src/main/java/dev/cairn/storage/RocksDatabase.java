package dev.cairn.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// An open RocksDB with everything native that belongs to it. Whoever calls into it holds a lease.
final class RocksDatabase {
    private final RocksOptions options;
    private final RocksDB db;
    private final Map<Column, ColumnFamilyHandle> families = new EnumMap<>(Column.class);
    private final Map<Column, Integer> ids = new EnumMap<>(Column.class);
    private final WriteOptions writes;
    private final FlushOptions flushes =
            new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true);
    private final BatchHandover handover = BatchHandover.ofPlatform();
    private final Leases leases = new Leases();
    private volatile StorageFault.@Nullable Corrupt damage;
    private final Compactions compactions = new Compactions();
    private final ReadSlots slots = new ReadSlots();
    private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();

    RocksDatabase(RocksOptions options, RocksDB db, List<ColumnFamilyHandle> families, Durability durability) {
        this.options = options;
        this.db = db;
        Iterator<ColumnFamilyHandle> handles = families.iterator();
        for (Column column : Column.values()) {
            ColumnFamilyHandle handle = handles.next();
            this.families.put(column, handle);
            ids.put(column, handle.getID());
        }
        writes = new WriteOptions();
        switch (durability) {
            case WAL -> writes.setSync(true);
            case KAFKA -> writes.setDisableWAL(true);
        }
    }

    /// What a failed call to RocksDB means. Damage is remembered: who meets it may be a reader, and the writer is to
    /// stop too.
    RuntimeException noted(RuntimeException fault) {
        if (fault instanceof StorageFault.Corrupt found && damage == null) {
            damage = found;
        }
        return fault;
    }

    Optional<StorageFault.Corrupt> damage() {
        return Optional.ofNullable(damage);
    }

    RocksDB db() {
        return db;
    }

    RocksOptions options() {
        return options;
    }

    ColumnFamilyHandle family(Column column) {
        return Objects.requireNonNull(families.get(column));
    }

    /// Needs no lease: a write may be begun on a storage that is closed, and a closed handle must not be asked.
    int id(Column column) {
        return Objects.requireNonNull(ids.get(column));
    }

    Leases leases() {
        return leases;
    }

    Compactions compactions() {
        return compactions;
    }

    ReadSlots slots() {
        return slots;
    }

    void opened(RocksCursor cursor) {
        cursors.add(cursor);
    }

    void closed(RocksCursor cursor) {
        cursors.remove(cursor);
    }

    void write(BatchEncoder batch) throws RocksDBException {
        handover.write(db, writes, batch);
    }

    /// What a flush has to write, before it is compressed.
    long memtableBytes() throws RocksDBException {
        long bytes = 0;
        for (ColumnFamilyHandle family : families.values()) {
            bytes += db.getLongProperty(family, "rocksdb.cur-size-all-mem-tables");
        }
        return bytes;
    }

    void flush() throws RocksDBException {
        db.flush(flushes, List.copyOf(families.values()));
    }

    /// The newest write that is in a file of the family `default`, to which each commit writes. A compaction may take
    /// the number away with the file; then what is in files shows with the next flush.
    long newestSequenceInFiles() {
        return db.getLiveFilesMetaData().stream()
                .filter(file -> Arrays.equals(file.columnFamilyName(), RocksDB.DEFAULT_COLUMN_FAMILY))
                .mapToLong(LiveFileMetaData::largestSeqno)
                .max()
                .orElse(0);
    }

    /// Cuts off a compaction by hand, waits for the calls under way, then frees everything; does nothing the second
    /// time.
    ///
    /// @param lastWish  done when no reader is left and the handles still live
    void close(Runnable lastWish) {
        compactions.cutOff();
        if (!leases.closeAndWait()) {
            return;
        }
        cursors.forEach(RocksCursor::free);
        slots.close();
        try {
            lastWish.run();
        } finally {
            db.cancelAllBackgroundWork(true);
            List<AutoCloseable> natives = new ArrayList<>(families.values());
            natives.add(db);
            natives.add(handover);
            natives.add(writes);
            natives.add(flushes);
            natives.add(options);
            ClosingNatively.all(natives);
        }
    }
}
