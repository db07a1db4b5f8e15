package dev.cairn.proof;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The folder of a database and those beside it that a repair needs. Their names are those that a worker
/// knows, so it finishes what a repair that died has begun: what is called the replacement is whole.
final class DatabaseFolder {
    /// As many damaged ones are kept; more of them would not help against a disk that ruins one after the
    /// other.
    private static final int ASIDE_MAX = 3;

    private final Path directory;

    DatabaseFolder(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /// A copy by links of what may be damaged.
    Path doubtful() {
        return beside(".doubtful");
    }

    /// Where something whole is being made.
    Path unfinished() {
        return beside(".repairing");
    }

    private Path replacement() {
        return beside(".replacement");
    }

    private Path damageNote() {
        return beside(".damage");
    }

    private Path beside(String ending) {
        return directory.resolveSibling(directory.getFileName() + ending);
    }

    /// Takes away what an earlier repair left half done.
    void cleanUp() throws IOException {
        delete(doubtful());
        delete(unfinished());
    }

    /// Whether a repair or a worker died when the damaged one was moved, and what replaces it was not
    /// yet. It is now.
    boolean finishReplacing() throws IOException {
        if (Files.exists(replacement()) && isEmptyOrMissing(directory)) {
            Files.move(replacement(), directory, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(damageNote());
            return true;
        }
        delete(replacement());
        return false;
    }

    void forgetDamage() throws IOException {
        Files.deleteIfExists(damageNote());
    }

    /// Throws [RepairRefusedException] if too many damaged ones are there.
    Path freePlaceAside() {
        for (int number = 1; number <= ASIDE_MAX; number++) {
            Path aside = beside(".damaged-" + number);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
        throw new RepairRefusedException("Nothing was changed: " + ASIDE_MAX + " damaged databases lie beside "
                + directory + " already. Look at the disk and the memory of this machine, then delete them.");
    }

    /// Puts what is whole in the damaged one's place.
    void replaceWith(Path whole, Path aside) throws IOException {
        try (Stream<Path> files = Files.list(whole)) {
            for (Path file : files.toList()) {
                sync(file);
            }
        }
        sync(whole);
        Files.move(whole, replacement(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(replacement(), directory, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(damageNote());
        sync(Objects.requireNonNull(directory.toAbsolutePath().getParent()));
    }

    /// Tables are never written again, so a link is as good as a copy; all else is copied.
    void linkInto(Path target, List<Path> files) throws IOException {
        Files.createDirectories(target);
        for (Path file : files) {
            Path copy = target.resolve(file.getFileName());
            if (file.toString().endsWith(".sst")) {
                Files.createLink(copy, file);
            } else {
                Files.copy(file, copy);
            }
        }
    }

    /// What a database is made of, in the order of the names; not its lock, and no logs for people.
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("LO"))
                    .sorted()
                    .toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static boolean isEmptyOrMissing(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
