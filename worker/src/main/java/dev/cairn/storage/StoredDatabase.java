package dev.cairn.storage;

import dev.cairn.model.KeyRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.rocksdb.RocksDBException;

/// A database that no worker has open, to be read and never written to, not even a log of RocksDB's. As
/// long as it is open here, no worker can open it: RocksDB itself would let them, and take files away
/// that are read here. **Threading:** any, once it is open.
public final class StoredDatabase implements AutoCloseable {
    private final ReadOnlyDatabase opened;
    private final RocksDatabase database;
    private final DatabaseLock lock;
    private final DatabaseFacts facts;
    private final Progress progress;
    private final StorageReader reader;

    private StoredDatabase(ReadOnlyDatabase opened, DatabaseLock lock, DatabaseFacts facts, Progress progress) {
        this.opened = opened;
        database = opened.database();
        this.lock = lock;
        this.facts = facts;
        this.progress = progress;
        reader = new RocksReader(database, () -> progress);
    }

    /// Opens it as it is. Throws [StorageRefusedException] if there is none, it is open elsewhere or its
    /// format is another, and a [StorageFault] if it cannot be read.
    public static StoredDatabase open(StorageConfig.Rocks config) {
        NativeLibrary.load();
        refuseWhatIsNone(config.directory());
        DatabaseLock lock = DatabaseLock.take(config.directory());
        try {
            return opened(config, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// The same for whoever holds its lock, and goes on holding it.
    public static StoredDatabase openLocked(StorageConfig.Rocks config) {
        NativeLibrary.load();
        refuseWhatIsNone(config.directory());
        return opened(config, DatabaseLock.ofAnother());
    }

    private static void refuseWhatIsNone(Path directory) {
        if (!Files.exists(directory.resolve("CURRENT"))) {
            if (Files.isDirectory(directory)) {
                new DirectoryCheck(directory).refuseFilesWithoutCurrent();
            }
            throw new StorageRefusedException(
                    "There is no database in " + directory + ". Check the path, or data-directory and the shard.");
        }
    }

    /// Opens a folder in which all files of a database lie side by side, wherever they lay before: a
    /// snapshot.
    public static StoredDatabase openFolder(Path folder) {
        return open(StorageConfig.Rocks.inOneFolder(folder));
    }

    private static StoredDatabase opened(StorageConfig.Rocks config, DatabaseLock lock) {
        Path directory = config.directory();
        ReadOnlyDatabase opened = ReadOnlyDatabase.open(config);
        RocksDatabase database = opened.database();
        try {
            byte[] format = MetaRows.read(database, MetaRow.FORMAT);
            if (format.length == 0) {
                throw new DirectoryCheck(directory).lostItsEnd();
            }
            int version = FormatVersion.read(format, directory.toString());
            FormatVersion.refuseOlder(version, directory.toString());
            Progress progress = MetaRows.progress(database);
            DatabaseFacts facts = new DatabaseFacts(
                    version, MetaRows.identity(database), progress.committed(), progress.first(), progress.floor());
            return new StoredDatabase(opened, lock, facts, progress);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    public DatabaseFacts facts() {
        return facts;
    }

    /// Reads as of any height from [DatabaseFacts#earliestHeight()] to that of the committed block.
    public StorageReader reader() {
        return reader;
    }

    /// How heights lead to what is stored, oldest first.
    public List<TimelineRow> timeline() {
        return progress.timeline().asRows();
    }

    /// The tables that belong to it, those of one family together, youngest level first.
    public List<StoredFile> files() {
        return leased("listing the tables", () -> Tables.of(database));
    }

    /// The newest height that has a block record, which should be that of the committed block.
    public OptionalLong newestBlockHeight() {
        return leased("looking for the newest block", () -> new BlockRows(database).newestHeight());
    }

    /// Roughly how many bytes all versions of the keys of a range take, in files and in memtables. It is told by the
    /// indexes of the files, so it costs little, and less than a block of a file is not told apart.
    public long stateBytes(KeyRange range) {
        return leased("looking how much lies in a range", () -> StateSizes.about(database, range));
    }

    /// Goes over every version of every key that was written above a height.
    public void versionsAbove(long height, VersionVisitor visitor) {
        leased("reading every version of the state", () -> {
            new VersionWalk(database, progress.timeline()).above(height, visitor);
            return height;
        });
    }

    /// Reads every block of every table, and throws [StorageFault.Corrupt] at the first whose checksum is
    /// another.
    public void verifyTables() {
        verifyTables(files(), _ -> {});
    }

    /// The same of some tables; tells how many bytes are done.
    public void verifyTables(List<StoredFile> tables, LongConsumer bytesDone) {
        long done = 0;
        for (StoredFile table : tables) {
            done += leased("reading every block of " + table.path(), () -> {
                TableRows.verify(table.path());
                return table.bytes();
            });
            bytesDone.accept(done);
        }
    }

    @Override
    public void close() {
        opened.close();
        lock.close();
    }

    private interface NativeCall<T> {
        T run() throws RocksDBException;
    }

    private <T> T leased(String doing, NativeCall<T> call) {
        database.leases().acquire();
        try {
            return call.run();
        } catch (RocksDBException e) {
            throw Faults.of(doing, e);
        } finally {
            database.leases().release();
        }
    }
}
