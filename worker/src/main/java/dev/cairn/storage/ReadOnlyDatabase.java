package dev.cairn.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// An open RocksDB that is not written to, not even a log of RocksDB's. Whose it is nobody has looked.
///
/// @param silence  where RocksDB would tell what it does
record ReadOnlyDatabase(RocksDatabase database, Logger silence) implements AutoCloseable {
    static ReadOnlyDatabase open(StorageConfig.Rocks config) {
        Path directory = config.directory();
        DirectoryCheck check = new DirectoryCheck(directory);
        check.refuseWhatIsNotOurs(false);
        RocksOptions options = new RocksOptions(StatePlaces.toRead(config).settings(), config.durability());
        Logger silence = new Silence();
        options.database().setLogger(silence);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        List<Path> missing = DirectoryCheck.missing(config.otherFolders());
        try {
            RocksDB db = RocksDB.openReadOnly(options.database(), directory.toString(), options.families(), handles);
            return new ReadOnlyDatabase(new RocksDatabase(options, db, handles, config.durability()), silence);
        } catch (RocksDBException e) {
            options.close();
            silence.close();
            throw check.ofMissing(
                    missing, Faults.ofOpening("opening the database in " + directory + " for reading", e));
        }
    }

    @Override
    public void close() {
        database.close(() -> {});
        silence.close();
    }

    /// Whoever only looks leaves nothing behind.
    private static final class Silence extends Logger {
        Silence() {
            super(InfoLogLevel.FATAL_LEVEL);
        }

        @Override
        protected void log(InfoLogLevel level, String message) {
            // What matters is thrown.
        }
    }
}
