package dev.cairn.snapshot;

import dev.cairn.thread.Parallel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Folders of files that are whole or not there: what is in one is synced before it gets the name that counts.
final class Folders {
    /// A file is read while another is synced; more at once than disks and processors have use for would be no faster.
    static final Parallel SEVERAL = new Parallel("snapshot-file", 4);

    private Folders() {}

    /// What is in it; nothing if it is not there.
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    static boolean isEmptyOrMissing(Path folder) throws IOException {
        return Files.notExists(folder)
                || (Files.isDirectory(folder) && list(folder).isEmpty());
    }

    static void sync(Path file) throws IOException {
        // A folder is written like a file: its entries.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Gives a folder whose files are synced its name. An empty folder may have it.
    static void name(Path folder, Path name) throws IOException {
        sync(folder);
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        sync(Objects.requireNonNull(name.toAbsolutePath().getParent()));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
