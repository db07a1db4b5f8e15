package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Opens a directory as a database of ours, or says why not. What is refused is not touched.
final class DatabaseOpening {
    private static final Set<String> OURS =
            Arrays.stream(Column.values()).map(Column::familyName).collect(Collectors.toUnmodifiableSet());

    private static final int FILES_PER_OPENING_THREAD = 8;
    private static final int OPENING_THREADS_MAX = 16;

    private final Path directory;
    private final StorageIdentity identity;

    private DatabaseOpening(Path directory, StorageIdentity identity) {
        this.directory = directory;
        this.identity = identity;
    }

    static RocksDatabase open(StorageConfig.Rocks config, StorageIdentity identity) {
        return new DatabaseOpening(config.directory(), identity).open(config);
    }

    private RocksDatabase open(StorageConfig.Rocks config) {
        refuseWhatIsNotOurs(config.settings().places().createIfMissing());
        long tables = tables();
        RocksOptions options = new RocksOptions(config.settings(), config.durability());
        options.database().setMaxFileOpeningThreads(openingThreads(tables));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB db;
        try {
            db = RocksDB.open(options.database(), directory.toString(), options.families(), handles);
        } catch (RocksDBException e) {
            options.close();
            throw Faults.ofOpening("opening the database in " + directory, e);
        }
        RocksDatabase database = new RocksDatabase(options, db, handles, config.durability());
        try {
            checkRows(database, tables);
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

    private long tables() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst")).count();
        } catch (IOException e) {
            throw new StorageFault.Retryable("listing the directory " + directory + " failed: " + e, e);
        }
    }

    /// Opening makes missing families, so it has to be known before whether the database is ours at all. That other
    /// families are there shows only in the manifest: RocksDB would refuse to open, with a message about handles.
    private void refuseWhatIsNotOurs(boolean createIfMissing) {
        if (!createIfMissing && !Files.exists(directory.resolve("CURRENT"))) {
            throw new StorageRefusedException("There is no database in " + directory
                    + ", and storage.rocksdb.create-if-missing is off. Check the path, or set it to true for a new"
                    + " database.");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageFault.Retryable(
                    "making the directory " + directory + " failed: " + e + ". Check the path and its permissions.", e);
        }
        if (!Files.exists(directory.resolve("CURRENT"))) {
            refuseFilesWithoutCurrent();
            return;
        }
        Set<String> found = families();
        if (found.equals(OURS)) {
            return;
        }
        byte[] format = formatReadOnly();
        if (format.length > 0) {
            FormatVersion.check(format, directory.toString());
        }
        boolean filled = tables() > 0;
        // The family `default` alone may be anybody's.
        if (filled && found.size() > 1 && OURS.containsAll(found)) {
            throw lostItsRows();
        }
        if (filled || !OURS.containsAll(found) || holdsData()) {
            throw new StorageRefusedException(
                    "The directory " + directory + " holds a RocksDB with the column families "
                            + found + ", but Cairn's are " + OURS
                            + ". It belongs to another program, or its manifest is damaged: give Cairn an empty directory"
                            + " of its own.");
        }
    }

    /// RocksDB would take the directory for a new one, and delete what it does not know. Logs and tables are made
    /// after the file that names the manifest, so this is not what a crash leaves.
    private void refuseFilesWithoutCurrent() {
        try (Stream<Path> files = Files.list(directory)) {
            Optional<String> data = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sst") || name.endsWith(".log"))
                    .findFirst();
            if (data.isPresent()) {
                throw new StorageFault.Corrupt(
                        "The directory " + directory + " holds the data file " + data.get()
                                + ", but the file CURRENT, which"
                                + " says what belongs to the database, is missing. Put the database aside and restore the"
                                + " newest good snapshot.",
                        null);
            }
        } catch (IOException e) {
            throw new StorageFault.Retryable(
                    "listing the directory " + directory + " failed: " + e + ". Check the path and its permissions.",
                    e);
        }
    }

    /// All families are made before the first table, and the first rows come before all others. So this is no database
    /// that was never filled, but one whose manifest ends too early; to begin a new one there would forget it.
    private StorageFault.Corrupt lostItsRows() {
        return new StorageFault.Corrupt(
                "The directory " + directory + " holds tables, but its manifest knows neither a format version nor all"
                        + " column families: it has lost its end. Put the database aside and restore the newest good"
                        + " snapshot.",
                null);
    }

    private Set<String> families() {
        try (Options options = new Options()) {
            return RocksDB.listColumnFamilies(options, directory.toString()).stream()
                    .map(name -> new String(name, java.nio.charset.StandardCharsets.UTF_8))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (RocksDBException e) {
            throw Faults.ofOpening("reading the manifest in " + directory, e);
        }
    }

    private byte[] formatReadOnly() {
        try (Options options = new Options();
                RocksDB db = RocksDB.openReadOnly(options, directory.toString())) {
            byte[] format = db.get(MetaRow.FORMAT.key());
            return format == null ? new byte[0] : format;
        } catch (RocksDBException e) {
            throw Faults.ofOpening("reading the format version in " + directory, e);
        }
    }

    private boolean holdsData() {
        try (Options options = new Options();
                RocksDB db = RocksDB.openReadOnly(options, directory.toString())) {
            return db.getLatestSequenceNumber() > 0;
        } catch (RocksDBException e) {
            throw Faults.ofOpening("looking into the database in " + directory, e);
        }
    }

    private void checkRows(RocksDatabase database, long tablesBefore) {
        byte[] format = MetaRows.read(database, MetaRow.FORMAT);
        if (format.length == 0) {
            // A crash while a database was begun leaves no row, and at most the table that it was to go into.
            if (tablesBefore > 1 || database.db().getLatestSequenceNumber() > 0) {
                throw lostItsRows();
            }
            begin(database);
            return;
        }
        FormatVersion.check(format, directory.toString());
        StorageIdentity stored = Records.decodeIdentity(MetaRows.read(database, MetaRow.IDENTITY));
        IdentityCheck.check(stored, identity, directory.toString());
    }

    private void begin(RocksDatabase database) {
        BatchEncoder batch = new BatchEncoder();
        int family = database.id(Column.DEFAULT);
        batch.put(family, MetaRow.FORMAT.key(), FormatVersion.encode(FormatVersion.CURRENT));
        batch.put(family, MetaRow.IDENTITY.key(), Records.encode(identity));
        try {
            database.write(batch);
            // Without a log the rows would only be in a memtable, and the directory anybody's.
            database.flush();
        } catch (RocksDBException e) {
            throw Faults.of("beginning a database in " + directory, e);
        }
    }
}
