package dev.cairn.storage;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// A copy of a damaged database that RocksDB may change as it likes.
public final class DoubtfulCopy {
    private DoubtfulCopy() {}

    /// Has RocksDB make of it what it can, also where logs are missing that its manifest names. What the
    /// copy tells then need not be true: families may be of different age, so all of it has to be proved.
    /// Throws as opening does.
    ///
    /// It is opened to write: RocksDB 11.8.1 ends the process when it opens one only to read whose
    /// manifest names logs while it is told not to care.
    public static void recover(StorageConfig.Rocks config) {
        NativeLibrary.load();
        new DirectoryCheck(config.directory()).refuseWhatIsNotOurs(false);
        RocksOptions options = new RocksOptions(StatePlaces.toWrite(config).settings(), config.durability(), false);
        options.database().setCreateIfMissing(false).setCreateMissingColumnFamilies(false);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB db;
        try {
            db = RocksDB.open(options.database(), config.directory().toString(), options.families(), handles);
        } catch (RocksDBException e) {
            options.close();
            throw Faults.ofOpening("opening a copy of the database in " + config.directory(), e);
        }
        new RocksDatabase(options, db, handles, config.durability()).close(() -> {});
    }
}
