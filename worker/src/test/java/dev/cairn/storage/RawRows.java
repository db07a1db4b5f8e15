package dev.cairn.storage;

import dev.cairn.model.Bytes;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Everything that lies in a RocksDB, as bytes, past all of our own reading.
///
/// Of the state these are all versions with their timestamps. At and below the horizon RocksDB may forget versions that
/// a newer one covers, forget deletes, and set timestamps to 0, each at a moment of its own: when it flushes, and when
/// it compacts. So of the versions of a key up to the horizon the newest stands for all, without its timestamp, and not
/// at all if it is a delete. Everything above the horizon is there to the byte.
public final class RawRows {
    private static final int SUFFIX = 2 * Long.BYTES;
    private static final int TYPE_DELETE_WITH_TIMESTAMP = 0x14;

    private RawRows() {}

    /// Family → key (of the state: with timestamp and type) → value.
    public static Map<String, NavigableMap<Bytes, Bytes>> of(Storage storage) {
        RocksDatabase database = ((RocksStorage) storage).database();
        Map<String, NavigableMap<Bytes, Bytes>> families = new TreeMap<>();
        try {
            for (Column column : Column.values()) {
                families.put(column.familyName(), column == Column.STATE ? versions(database) : rows(database, column));
            }
        } catch (RocksDBException e) {
            throw new AssertionError("reading all rows failed", e);
        }
        return families;
    }

    private static NavigableMap<Bytes, Bytes> rows(RocksDatabase database, Column column) throws RocksDBException {
        NavigableMap<Bytes, Bytes> rows = new TreeMap<>();
        try (RocksIterator iterator = database.db().newIterator(database.family(column))) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                rows.put(Bytes.wrap(iterator.key()), Bytes.wrap(iterator.value()));
            }
            iterator.status();
        }
        return rows;
    }

    private static NavigableMap<Bytes, Bytes> versions(RocksDatabase database) throws RocksDBException {
        Progress progress = MetaRows.progress(database);
        long horizon = progress.timeline().timestampOf(progress.floor());
        NavigableMap<Bytes, Bytes> versions = new TreeMap<>();
        try (Slice newest = new Slice(Timestamps.littleEndian(-1));
                Slice oldest = new Slice(Timestamps.littleEndian(0));
                ReadOptions options = new ReadOptions().setTimestamp(newest).setIterStartTs(oldest);
                RocksIterator iterator = database.db().newIterator(database.family(Column.STATE), options)) {
            Bytes covered = Bytes.EMPTY;
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                byte[] internalKey = iterator.key();
                int suffixAt = internalKey.length - SUFFIX;
                Bytes key = Bytes.slice(internalKey, 0, suffixAt);
                long timestamp = Timestamps.littleEndian(internalKey, suffixAt);
                int type = internalKey[suffixAt + Long.BYTES];
                if (timestamp > horizon) {
                    versions.put(row(key, timestamp, type), Bytes.wrap(iterator.value()));
                } else if (!key.equals(covered)) {
                    covered = key;
                    if (type != TYPE_DELETE_WITH_TIMESTAMP) {
                        versions.put(row(key, 0, type), Bytes.wrap(iterator.value()));
                    }
                }
            }
            iterator.status();
        }
        return versions;
    }

    // Sequence numbers are left out: they count writes, and a restart may write something of its own.
    private static Bytes row(Bytes key, long timestamp, int type) {
        return Bytes.wrap(new RecordWriter()
                .bytes(key.toArray())
                .number(timestamp)
                .number(type)
                .toArray());
    }
}
