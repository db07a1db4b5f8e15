package dev.cairn.storage;

import dev.cairn.fault.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rocksdb.RocksDBException;

/// The way from one format version to the next: one atomic write, which takes the version with it. A process that dies
/// over it leaves the one or the other.
interface Migration {
    int OLDEST = 0;

    /// In order: the first one leads from [#OLDEST] to the version after it, and so on to [FormatVersion#CURRENT].
    List<Migration> ALL = List.of(Migration::nameFloor);

    /// Adds to a batch what has to be written.
    void prepare(RocksDatabase database, BatchEncoder batch) throws RocksDBException;

    /// Brings a database to the current version.
    static void run(RocksDatabase database, int found) {
        try {
            for (int version = found; version < FormatVersion.CURRENT; version++) {
                BatchEncoder batch = new BatchEncoder();
                ALL.get(version - OLDEST).prepare(database, batch);
                batch.put(database.id(Column.DEFAULT), MetaRow.FORMAT.key(), FormatVersion.encode(version + 1));
                Step.MIGRATION_PREPARED.reached();
                database.write(batch);
                // Without a log it would only be in a memtable.
                database.flush();
                Step.MIGRATION_WRITTEN.reached();
            }
        } catch (RocksDBException e) {
            throw Faults.of("bringing the database from format version " + found + " to " + FormatVersion.CURRENT, e);
        }
    }

    /// In version 0 the row of the floor was called `earliest`. No release wrote it: it is there so that every build
    /// walks this way.
    private static void nameFloor(RocksDatabase database, BatchEncoder batch) throws RocksDBException {
        byte[] former = "earliest".getBytes(StandardCharsets.US_ASCII);
        byte[] floor = database.db().get(database.family(Column.DEFAULT), former);
        if (floor != null) {
            batch.put(database.id(Column.DEFAULT), MetaRow.FLOOR.key(), floor);
            batch.delete(database.id(Column.DEFAULT), former);
        }
    }
}
