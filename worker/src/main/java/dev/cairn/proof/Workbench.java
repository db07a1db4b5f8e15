package dev.cairn.proof;

import dev.cairn.folder.DatabaseFolder;
import dev.cairn.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where a repair works: beside the database, on the same volume.
///
/// @param folder  of the database
record Workbench(DatabaseFolder folder) {
    /// A copy by links of what may be damaged.
    Path doubtful() {
        return folder.doubtful();
    }

    /// Where something whole is being made.
    Path unfinished() {
        return folder.repairing();
    }

    /// Tables are never written again, so a link is as good as a copy; all else is copied.
    void layDoubtful(List<Path> files) throws IOException {
        Folders.delete(doubtful());
        Files.createDirectories(doubtful());
        for (Path file : files) {
            Path copy = doubtful().resolve(file.getFileName());
            if (file.toString().endsWith(".sst")) {
                Files.createLink(copy, file);
            } else {
                Files.copy(file, copy);
            }
        }
    }

    /// What the database is made of, in the order of the names; not its lock, and no logs for people.
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("LO"))
                    .sorted()
                    .toList();
        }
    }
}
