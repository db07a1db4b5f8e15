package dev.cairn.folder;

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
public final class Folders {
    private Folders() {}

    /// What is in it; nothing if it is not there.
    public static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    public static boolean isEmptyOrMissing(Path folder) throws IOException {
        return Files.notExists(folder)
                || (Files.isDirectory(folder) && list(folder).isEmpty());
    }

    /// Where a link leads to, which may be another disk: what takes a place has to be made beside the place itself.
    public static Path real(Path folder) {
        try {
            return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
        } catch (IOException _) {
            // It leads nowhere, and whoever opens it is told.
            return folder;
        }
    }

    public static void sync(Path file) throws IOException {
        boolean asPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (asPosix) {
            // A folder is written like a file: its entries.
            force(file, StandardOpenOption.READ);
        } else if (!Files.isDirectory(file)) {
            // Windows syncs only what is open for writing.
            force(file, StandardOpenOption.WRITE);
        }
        // It does not open a folder at all. NTFS keeps the order of its entries in a journal: after a loss of
        // power there may be an older folder, and no torn one. That it is Windows is asked for, rather than
        // trying and passing over what fails: elsewhere a folder that does not open lacks rights, which
        // somebody has to hear of.
    }

    private static void force(Path file, StandardOpenOption openedFor) throws IOException {
        try (FileChannel channel = FileChannel.open(file, openedFor)) {
            channel.force(true);
        }
    }

    /// The folder and all that is in it, however deep.
    public static void syncWhole(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                sync(entry);
            }
        }
    }

    /// Gives a folder whose files are synced its name. An empty folder may have it.
    public static void name(Path folder, Path name) throws IOException {
        sync(folder);
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        sync(Objects.requireNonNull(name.toAbsolutePath().getParent()));
    }

    /// With all that is in it; nothing happens if it is not there.
    public static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
