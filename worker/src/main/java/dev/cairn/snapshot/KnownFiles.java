package dev.cairn.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables that older snapshots have too: they are the same files, and are not read again for their checksums, which
/// are those from when they were new.
final class KnownFiles {
    private final Map<Object, SnapshotFile> byIdentity = new HashMap<>();

    private KnownFiles() {}

    static KnownFiles of(List<ListedSnapshot> snapshots) throws IOException {
        KnownFiles known = new KnownFiles();
        for (ListedSnapshot snapshot : snapshots) {
            for (SnapshotFile file : snapshot.manifest().orElseThrow().files()) {
                if (isImmutable(file.name())) {
                    known.add(snapshot.folder().resolve(file.name()), file);
                }
            }
        }
        return known;
    }

    /// Its checksum, if the same file was in an older snapshot.
    Optional<SnapshotFile> find(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.ofNullable(byIdentity.get(identity(attributes)))
                .filter(known -> known.bytes() == attributes.size()
                        && known.name().equals(file.getFileName().toString()));
    }

    private void add(Path path, SnapshotFile file) throws IOException {
        try {
            byIdentity.put(identity(Files.readAttributes(path, BasicFileAttributes.class)), file);
        } catch (NoSuchFileException _) {
            // It is being deleted, or damaged; either way it is known no more.
        }
    }

    /// Of those that are never written to again.
    private static boolean isImmutable(String name) {
        return name.endsWith(".sst");
    }

    /// Where the file system has none, nothing is found, and everything is read.
    private static Object identity(BasicFileAttributes attributes) {
        return attributes.fileKey() == null ? new Object() : attributes.fileKey();
    }
}
