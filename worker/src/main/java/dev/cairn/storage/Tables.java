package dev.cairn.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/// The tables of an open database, one by one. The caller holds a lease.
final class Tables {
    private static final Comparator<StoredFile> IN_ORDER = Comparator.<StoredFile, Column>comparing(
                    table -> Column.named(table.family()))
            .thenComparingInt(StoredFile::level)
            .thenComparing(StoredFile::name);

    private Tables() {}

    static List<StoredFile> of(RocksDatabase database) {
        return database.db().getLiveFilesMetaData().stream()
                .map(Tables::table)
                .sorted(IN_ORDER)
                .toList();
    }

    private static StoredFile table(LiveFileMetaData file) {
        // RocksDB's names begin with a slash.
        String name = file.fileName().substring(file.fileName().lastIndexOf('/') + 1);
        return new StoredFile(
                new String(file.columnFamilyName(), StandardCharsets.UTF_8),
                file.level(),
                Path.of(file.path()).resolve(name),
                file.size());
    }

    /// RocksDB's own check of the whole database does the same and cannot tell how far it is.
    static void verify(RocksDatabase database, StoredFile table) throws RocksDBException {
        ColumnFamilyOptions family = database.options().family(Column.named(table.family()));
        try (DBOptions plain = new DBOptions();
                Options options = new Options(plain, family);
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.path().toString());
            reader.verifyChecksum();
        }
    }
}
