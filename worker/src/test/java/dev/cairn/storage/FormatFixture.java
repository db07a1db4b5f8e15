package dev.cairn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a release of a format version has written: a [WrittenChain] up to [#HEIGHT], as a database and as a snapshot.
///
/// @param folder  below the test's resources
public record FormatFixture(Path folder) {
    public static final int HEIGHT = 12;
    public static final String DATABASE = "database";
    public static final String SNAPSHOTS = "snapshots";
    public static final StorageIdentity IDENTITY =
            new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks", "id")), 0);

    private static final Path ALL = Path.of("src/test/resources/format");

    public static FormatFixture of(int version, String kind) {
        return new FormatFixture(ALL.resolve(Integer.toString(version)).resolve(kind));
    }

    public boolean isThere() {
        return Files.isDirectory(folder);
    }

    /// Nobody opens the fixture itself: that would change it.
    public void copyTo(Path target) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(folder.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("copying the fixture " + folder + " failed", e);
        }
    }
}
