package dev.cairn.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.LiveFileMetaData;

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

    static StoredFile table(LiveFileMetaData file) {
        // RocksDB's names begin with a slash.
        String name = file.fileName().substring(file.fileName().lastIndexOf('/') + 1);
        return new StoredFile(
                new String(file.columnFamilyName(), StandardCharsets.UTF_8),
                file.level(),
                StatePlaces.plain(file.path()).resolve(name),
                file.size());
    }
}
