package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All files of a database at one moment, to be laid out again and again.
public final class DatabaseImage {
    private final NavigableMap<String, byte[]> files = new TreeMap<>();

    /// Of a database that nobody writes to. Flushes and compactions may still be at work, so it is taken again until
    /// the same files are there before and after.
    public static DatabaseImage of(Path directory) throws IOException {
        while (true) {
            DatabaseImage image = new DatabaseImage();
            try {
                Map<String, Long> before = sizes(directory);
                for (String name : before.keySet()) {
                    image.files.put(name, Files.readAllBytes(directory.resolve(name)));
                }
                if (sizes(directory).equals(before) && image.sizes().equals(before)) {
                    return image;
                }
            } catch (NoSuchFileException _) {
                // A compaction took it away.
            }
        }
    }

    private Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        files.forEach((name, bytes) -> sizes.put(name, (long) bytes.length));
        return sizes;
    }

    private static Map<String, Long> sizes(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.toList()) {
                String name = file.getFileName().toString();
                // Neither the lock nor logs for people.
                if (!name.startsWith("LO")) {
                    sizes.put(name, Files.size(file));
                }
            }
        }
        return sizes;
    }

    /// Files whose names have a part, in the order of their names.
    public List<String> named(String part) {
        return files.keySet().stream().filter(name -> name.contains(part)).toList();
    }

    List<String> namedAndNotEmpty(String part) {
        return named(part).stream().filter(name -> bytes(name).length > 0).toList();
    }

    public byte[] bytes(String file) {
        return Objects.requireNonNull(files.get(file));
    }

    public void layOut(Path emptyDirectory) throws IOException {
        Files.createDirectories(emptyDirectory);
        for (var file : files.entrySet()) {
            Files.write(emptyDirectory.resolve(file.getKey()), file.getValue());
        }
    }
}
