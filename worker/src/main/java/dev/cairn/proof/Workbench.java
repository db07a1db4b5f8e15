package dev.cairn.proof;

import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.FolderGroup;
import dev.cairn.storage.StorageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Where a repair works: beside the database, on the same volumes.
///
/// @param place  of the database
record Workbench(StorageConfig.Rocks place) {
    /// A copy by links of what may be damaged.
    StorageConfig.Rocks doubtful() {
        return place.movedTo(DatabaseFolder::doubtfulOf);
    }

    /// Where something whole is being made.
    StorageConfig.Rocks unfinished() {
        return place.movedTo(DatabaseFolder::repairingOf);
    }

    static FolderGroup groupOf(StorageConfig.Rocks database) {
        return new FolderGroup(database.directory(), database.otherFolders());
    }

    /// Tables are never written again, so a link is as good as a copy; all else is copied.
    void layDoubtful(List<Path> files) throws IOException {
        FolderGroup copies = groupOf(doubtful());
        copies.delete();
        copies.make();
        for (Path file : files) {
            Path copy = DatabaseFolder.doubtfulOf(Objects.requireNonNull(file.getParent()))
                    .resolve(file.getFileName());
            if (file.toString().endsWith(".sst")) {
                Files.createLink(copy, file);
            } else {
                Files.copy(file, copy);
            }
        }
    }

    /// What the database is made of, in the order of the names; not its lock, and no logs for people.
    List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : groupOf(place).all()) {
            addFiles(folder, all);
        }
        all.sort(Comparator.comparing(Path::getFileName));
        return all;
    }

    private static void addFiles(Path folder, List<Path> all) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().startsWith("LO"))
                        .forEach(all::add);
            }
        }
    }
}
