package dev.cairn.snapshot;

import dev.cairn.folder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/// A note beside snapshots: a rewind has withdrawn what was above a height, and the repository may have some of it
/// still.
/// It is on the disk before the rewind begins, so no crash forgets it. **Threading:** one thread writes.
final class Withdrawn {
    private static final String NAME = "withdrawn-above";

    private final Path directory;

    Withdrawn(Path directory) {
        this.directory = directory;
    }

    OptionalLong above() throws IOException {
        if (Files.notExists(file())) {
            return OptionalLong.empty();
        }
        String text = Files.readString(file()).strip();
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            throw new IOException("expected the height of a rewind in " + file() + ", but found '" + text
                    + "'; write into it above which height snapshots are of blocks that were replaced");
        }
    }

    /// Of several, the lowest counts.
    void note(long height) throws IOException {
        OptionalLong before = above();
        if (before.isPresent() && before.getAsLong() <= height) {
            return;
        }
        Files.createDirectories(directory);
        Path unfinished = file().resolveSibling(NAME + ".new");
        Files.writeString(unfinished, height + "\n");
        Folders.sync(unfinished);
        Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.sync(directory);
    }

    /// Unless a deeper rewind was noted since.
    void forget(long height) throws IOException {
        OptionalLong noted = above();
        if (noted.isPresent() && noted.getAsLong() == height) {
            Files.delete(file());
        }
    }

    private Path file() {
        return directory.resolve(NAME);
    }
}
