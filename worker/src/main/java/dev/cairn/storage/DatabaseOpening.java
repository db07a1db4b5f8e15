package dev.cairn.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Opens a directory as a database of ours, or says why not. What is refused is not touched; only that a manifest has
/// lost its end may show when RocksDB has already taken away the files that it does not name.
final class DatabaseOpening {
    private static final int FILES_PER_OPENING_THREAD = 8;
    private static final int OPENING_THREADS_MAX = 16;

    private final Path directory;
    private final DirectoryCheck check;
    private final StorageIdentity identity;

    private DatabaseOpening(Path directory, StorageIdentity identity) {
        this.directory = directory;
        this.check = new DirectoryCheck(directory);
        this.identity = identity;
    }

    static RocksDatabase open(StorageConfig.Rocks config, StorageIdentity identity) {
        return new DatabaseOpening(config.directory(), identity).open(config);
    }

    private RocksDatabase open(StorageConfig.Rocks config) {
        check.refuseTablesWithoutDatabase(config.otherFolders());
        check.refuseWhatIsNotOurs(config.settings().places().createIfMissing());
        // Opening deletes the tables that the manifest does not name.
        boolean wasFilled = check.tablesShowARound();
        RocksOptions options = new RocksOptions(StatePlaces.toWrite(config).settings(), config.durability());
        options.database().setMaxFileOpeningThreads(openingThreads(check.tables()));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        List<Path> missing = DirectoryCheck.missing(config.otherFolders());
        RocksDB db;
        try {
            db = RocksDB.open(options.database(), directory.toString(), options.families(), handles);
        } catch (RocksDBException e) {
            options.close();
            throw check.ofMissing(missing, Faults.ofOpening("opening the database in " + directory, e));
        }
        RocksDatabase database = new RocksDatabase(options, db, handles, config.durability());
        try {
            StatePlaces.mark(config);
            checkRows(database, config.durability(), wasFilled);
            return database;
        } catch (RuntimeException e) {
            database.close(() -> {});
            throw e;
        }
    }

    /// RocksDB starts all of them for each family before it looks how many files there are; for a few files that takes
    /// much longer than opening them.
    private static int openingThreads(long tables) {
        return Math.clamp(tables / FILES_PER_OPENING_THREAD, 1, OPENING_THREADS_MAX);
    }

    private void checkRows(RocksDatabase database, Durability durability, boolean wasFilled) {
        byte[] format = MetaRows.read(database, MetaRow.FORMAT);
        if (format.length == 0) {
            // A crash while a database was begun leaves no row, but perhaps the table that it was to go into.
            if (wasFilled || database.db().getLatestSequenceNumber() > 0) {
                throw check.lostItsEnd();
            }
            begin(database);
            return;
        }
        int version = FormatVersion.read(format, directory.toString());
        StorageIdentity stored = MetaRows.identity(database);
        if (MetaRows.read(database, MetaRow.POSITION).length == 0) {
            // With a log, a round is in it before its tables are begun. Without one, a crash in the first flush leaves
            // tables of the round, and no position.
            if (wasFilled && durability == Durability.WAL) {
                throw check.lostItsEnd();
            }
            // An empty database belongs to nobody yet: whoever misspelt a topic and mends it finds one.
            if (!stored.equals(identity) || version < FormatVersion.CURRENT) {
                begin(database);
            }
            return;
        }
        IdentityCheck.check(stored, identity, directory.toString());
        Migration.run(database, version);
        if (stored.handler().isEmpty()) {
            identity.handler().ifPresent(name -> writeHandler(database, name));
        }
    }

    private void begin(RocksDatabase database) {
        BatchEncoder batch = new BatchEncoder();
        int family = database.id(Column.DEFAULT);
        batch.put(family, MetaRow.FORMAT.key(), FormatVersion.encode(FormatVersion.CURRENT));
        batch.put(family, MetaRow.IDENTITY.key(), Records.encode(identity));
        identity.handler().ifPresent(name -> batch.put(family, MetaRow.HANDLER.key(), Records.encodeName(name)));
        write(database, batch, "beginning a database in " + directory);
    }

    /// A database that was begun before handlers were stored: the one configured first is taken at its word.
    private void writeHandler(RocksDatabase database, String name) {
        BatchEncoder batch = new BatchEncoder();
        batch.put(database.id(Column.DEFAULT), MetaRow.HANDLER.key(), Records.encodeName(name));
        write(database, batch, "storing the handler's name in " + directory);
    }

    private static void write(RocksDatabase database, BatchEncoder batch, String doing) {
        try {
            database.write(batch);
            // Without a log the rows would only be in a memtable, and the directory anybody's.
            database.flush();
        } catch (RocksDBException e) {
            throw Faults.of(doing, e);
        }
    }
}
