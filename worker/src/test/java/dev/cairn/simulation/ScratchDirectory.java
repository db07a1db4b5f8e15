package dev.cairn.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A directory for databases that live for a moment: in memory where the system has such a place, since thousands of
/// them are opened, and none has to outlive the machine.
final class ScratchDirectory implements AutoCloseable {
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private static final Path OF_THIS_PROCESS = made();
    private static final AtomicLong NAMED = new AtomicLong();

    private final Path root = OF_THIS_PROCESS.resolve("life" + NAMED.getAndIncrement());
    private int named;

    private static Path made() {
        try {
            Path made = Files.isWritable(IN_MEMORY)
                    ? Files.createTempDirectory(IN_MEMORY, "cairn-")
                    : Files.createTempDirectory("cairn-");
            // A life that is given up while it is shrunk closes nothing.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path of a directory that is not there yet.
    Path fresh() {
        return root.resolve("db" + named++);
    }

    /// Copies the files of a directory in which threads may be at work. It begins again until nothing has moved in
    /// the meantime, so the copy is what lay there at one moment.
    static void copyAsOfOneMoment(Path from, Path to) {
        try {
            Map<String, Long> before;
            do {
                before = sizes(from);
                delete(to);
                Files.createDirectories(to);
            } while (!copied(from, to, before) || !sizes(from).equals(before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> below = Files.walk(directory)) {
            List<Path> deepestLast = new ArrayList<>(below.toList());
            for (Path path : deepestLast.reversed()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(root);
    }

    private static Map<String, Long> sizes(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                try {
                    sizes.put(file.getFileName().toString(), Files.size(file));
                } catch (NoSuchFileException _) {
                    // RocksDB has just deleted it; the second look will tell.
                    sizes.put(file.getFileName().toString(), -1L);
                }
            }
        }
        return sizes;
    }

    private static boolean copied(Path from, Path to, Map<String, Long> files) throws IOException {
        for (String name : files.keySet()) {
            if (name.equals("LOCK")) {
                continue;
            }
            try {
                Files.copy(from.resolve(name), to.resolve(name));
            } catch (NoSuchFileException _) {
                return false;
            }
        }
        return true;
    }
}
