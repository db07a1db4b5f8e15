package dev.cairn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Looks at a directory before RocksDB opens it. Opening makes families that are missing and deletes files that the
/// manifest does not name, so it has to be known before whether the database is ours, and not obviously damaged.
final class DirectoryCheck {
    private static final Set<String> OURS =
            Arrays.stream(Column.values()).map(Column::familyName).collect(Collectors.toUnmodifiableSet());

    private static final String TABLE = ".sst";
    private static final Pattern LOG = Pattern.compile("MANIFEST-\\d+|\\d+\\.log");

    private final Path directory;

    DirectoryCheck(Path directory) {
        this.directory = directory;
    }

    /// Makes the directory if need be.
    void refuseWhatIsNotOurs(boolean createIfMissing) {
        boolean isDatabase = Files.exists(directory.resolve("CURRENT"));
        if (!createIfMissing && !isDatabase) {
            throw new StorageRefusedException("There is no database in " + directory
                    + ", and storage.rocksdb.create-if-missing is off. Check the path, or set it to true for a new"
                    + " database.");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StorageRefusedException(
                    "making the directory " + directory + " failed: " + e + ". Check the path and its permissions.");
        }
        if (isDatabase) {
            refuseEndlessLogs();
            refuseOtherFamilies();
        } else {
            refuseFilesWithoutCurrent();
        }
    }

    /// RocksDB deletes the tables it finds in its places that its manifest does not name. In those of a database that
    /// is not there, they are all that is left of it, or of one that is being moved.
    ///
    /// @param others  where a database may have tables besides its directory
    void refuseTablesWithoutDatabase(List<Path> others) {
        if (Files.isDirectory(directory)
                && (Files.exists(directory.resolve("CURRENT")) || dataFile().isPresent())) {
            // It is a database, perhaps a damaged one.
            return;
        }
        for (Path other : others) {
            if (Files.isDirectory(other) && names(other).stream().anyMatch(name -> name.endsWith(TABLE))) {
                throw new StorageRefusedException("The folder " + other + " has tables, but there is no database in "
                        + directory + " that they belong to. To begin a new one would delete them. If that database"
                        + " lies elsewhere, put it back or move its tables too; if they are what a restore or import"
                        + " has left, repeat it; if nobody needs them, delete them.");
            }
        }
    }

    /// Those of its other folders that are not there: RocksDB makes them, and then misses what was in them.
    static List<Path> missing(List<Path> others) {
        return others.stream().filter(Files::notExists).toList();
    }

    /// What it means that a database does not open. Where a folder was missing, it may be on a disk that is not
    /// mounted: such a database is not damaged, and nothing may be put in its place.
    ///
    /// @param missing  before it was opened
    RuntimeException ofMissing(List<Path> missing, RuntimeException fault) {
        if (missing.isEmpty() || !(fault instanceof StorageFault.Corrupt)) {
            return fault;
        }
        for (Path made : missing) {
            deleteEmpty(made);
        }
        return new StorageRefusedException(fault.getMessage() + " The folder " + missing.getFirst()
                + " is missing, where storage.rocksdb says that tables of " + directory
                + " lie. Mount its disk, or make the folder that it is in. Only if what was in it is lost for good,"
                + " make the folder itself, empty: then the database counts as damaged.");
    }

    private static void deleteEmpty(Path made) {
        try {
            Files.deleteIfExists(made);
        } catch (IOException _) {
            // It is not empty, so it is not what was made by opening.
        }
    }

    /// The tables beside the manifest. Those of `default`, which every database of ours has, are among them.
    long tables() {
        return tableNames().count();
    }

    /// Whether a round is in one of them. Of a database that was filled the first that is looked at shows it, as a
    /// rule.
    boolean tablesShowARound() {
        return tableNames().anyMatch(name -> TableRows.showARound(directory.resolve(name)));
    }

    private Stream<String> tableNames() {
        return names().stream().filter(name -> name.endsWith(TABLE));
    }

    /// All families are made before the first table, and the first rows come before all others. So this is no database
    /// that was never filled, but one whose manifest ends too early; to begin a new one there would forget it.
    StorageFault.Corrupt lostItsEnd() {
        return new StorageFault.Corrupt(
                "The directory " + directory + " holds tables or rows, but by its manifest the database was never"
                        + " filled: the manifest has lost its end.",
                null);
    }

    /// Once RocksDB is at such a log, only the end of the process ends it. Logs that are not needed any more are
    /// looked at too: which ones are, only RocksDB knows.
    private void refuseEndlessLogs() {
        for (String name : names()) {
            if (!LOG.matcher(name).matches()) {
                continue;
            }
            OptionalLong endlessAt = endlessAt(directory.resolve(name));
            if (endlessAt.isPresent()) {
                throw new StorageFault.Corrupt(
                        "The file " + name + " in " + directory + " has a record at byte " + endlessAt.getAsLong()
                                + " whose type only a log in a reused file may have; RocksDB would read it for ever.",
                        null);
            }
        }
    }

    private static OptionalLong endlessAt(Path log) {
        try (FileChannel file = FileChannel.open(log)) {
            return LogWalk.endlessAt(file);
        } catch (NoSuchFileException _) {
            // Another process has the database open. RocksDB says so.
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new StorageFault.Retryable("reading " + log + " failed: " + e + ". Check the disk.", e);
        }
    }

    /// That other families are there shows only in the manifest: RocksDB would refuse to open, with a message about
    /// handles.
    private void refuseOtherFamilies() {
        Set<String> found = families();
        if (found.equals(OURS)) {
            return;
        }
        byte[] format = formatReadOnly();
        if (format.length > 0) {
            FormatVersion.read(format, directory.toString());
        }
        boolean filled = tables() > 0;
        // The family `default` alone may be anybody's.
        if (filled && found.size() > 1 && OURS.containsAll(found)) {
            throw lostItsEnd();
        }
        if (filled || !OURS.containsAll(found) || holdsData()) {
            throw new StorageRefusedException("The directory " + directory + " holds a RocksDB with the families "
                    + found
                    + ", but Cairn's are " + OURS + ". It belongs to another program, or its manifest has lost its end."
                    + " Give Cairn an empty directory of its own, or put this one aside and restore the newest good"
                    + " snapshot.");
        }
    }

    /// RocksDB would take the directory for a new one, and delete what it does not know. Logs and tables are made
    /// after the file that names the manifest, so this is not what a crash leaves.
    void refuseFilesWithoutCurrent() {
        Optional<String> data = dataFile();
        if (data.isPresent()) {
            throw new StorageFault.Corrupt(
                    "The directory " + directory + " holds the data file " + data.get()
                            + ", but the file CURRENT, which says what belongs to the database, is missing.",
                    null);
        }
        Optional<String> database = names().stream()
                .filter(name -> Files.exists(directory.resolve(name).resolve("CURRENT")))
                .findFirst();
        if (database.isPresent()) {
            throw new StorageRefusedException("The directory " + directory + " holds no database, but its folder "
                    + database.get() + " does. If that is a backup, move what is in it one folder up.");
        }
    }

    private Optional<String> dataFile() {
        return names().stream()
                .filter(name -> name.endsWith(TABLE) || name.endsWith(".log"))
                .findFirst();
    }

    private List<String> names() {
        return names(directory);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new StorageFault.Retryable(
                    "listing the directory " + folder + " failed: " + e + ". Check the path and its permissions.", e);
        }
    }

    /// RocksJava drops the status: of a manifest that cannot be read there are no families. Whoever opens it hears why.
    private Set<String> families() {
        try (Options options = new Options()) {
            return RocksDB.listColumnFamilies(options, directory.toString()).stream()
                    .map(name -> new String(name, StandardCharsets.UTF_8))
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
}
