package dev.cairn.storage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.LiveFileMetaData;

/// Where the tables of a copy in one folder belong once the database lies in several places.
///
/// RocksDB's manifest has a number for the place of each table, and nobody tells it. But a copy is opened as if it lay
/// in as many places as there can be, which are all that same folder, each spelled in another way ([StatePlaces]): by
/// which of them a table is found, its number shows. So every copy can be spread, also one that was made before anybody
/// thought of it.
public final class TablePlaces {
    private TablePlaces() {}

    /// Throws a [StorageFault] if the copy cannot be read.
    ///
    /// @param copy  all files of a database side by side
    /// @param into  the places it is to lie in
    /// @return the folder of each table by its name; all else belongs into the database's own
    public static Map<String, Path> of(Path copy, StorageConfig.Rocks into) {
        NativeLibrary.load();
        StorageConfig.Rocks together = StorageConfig.Rocks.inOneFolder(copy);
        List<Path> spelled = StatePlaces.toRead(together).settings().places().tiers().stream()
                .map(StorageTier::directory)
                .toList();
        Map<String, Path> places = new HashMap<>();
        try (ReadOnlyDatabase opened = ReadOnlyDatabase.open(together)) {
            for (LiveFileMetaData file : opened.database().db().getLiveFilesMetaData()) {
                StoredFile table = Tables.table(file);
                places.put(
                        table.name(),
                        into.folderOf(Column.named(table.family()), spelled.indexOf(Path.of(file.path()))));
            }
        }
        return places;
    }
}
