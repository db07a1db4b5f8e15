package dev.cairn.snapshot;

import dev.cairn.storage.DatabaseFacts;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.thread.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Whether what lies in a folder is what its manifest says.
final class SnapshotCheck {
    /// A file is read while another is synced; more at once than disks and processors have use for would be no faster.
    static final Parallel SEVERAL = new Parallel("snapshot-file", 4);

    private SnapshotCheck() {}

    /// Reads all of it. Throws [SnapshotDamagedException] with the first thing that is wrong.
    static SnapshotManifest whole(Path folder, SnapshotProgress progress) throws IOException {
        SnapshotManifest manifest = SnapshotCatalog.read(folder);
        progress.begins(manifest.name().toString(), manifest.bytes());
        SEVERAL.forEach(manifest.files(), file -> {
            Path path = folder.resolve(file.name());
            checkSize(file, path);
            checkSum(file, path, Checksums.of(path, progress::did));
        });
        opens(manifest, folder);
        return manifest;
    }

    static void checkSize(SnapshotFile file, Path path) throws IOException {
        try {
            long bytes = Files.size(path);
            if (bytes != file.bytes()) {
                throw new SnapshotDamagedException(
                        "the file " + path + " has " + bytes + " bytes, but had " + file.bytes(), null);
            }
        } catch (NoSuchFileException e) {
            throw new SnapshotDamagedException("the file " + path + " is missing", e);
        }
    }

    static void checkSum(SnapshotFile file, Path path, int crc32c) {
        if (crc32c != file.crc32c()) {
            throw new SnapshotDamagedException(
                    "the file %s has the checksum %08x, but had %08x".formatted(path, crc32c, file.crc32c()), null);
        }
    }

    /// Opens it once, and compares what it says of itself. One of an older format is not opened: a worker brings what
    /// is restored of it to the newer one, and a snapshot itself stays as it is.
    static void opens(SnapshotManifest manifest, Path folder) {
        opens(manifest, StorageConfig.Rocks.inOneFolder(folder));
    }

    /// The same where its tables may lie in several places.
    static void opens(SnapshotManifest manifest, StorageConfig.Rocks copy) {
        Path folder = copy.directory();
        if (manifest.database().formatVersion() < Storages.FORMAT_VERSION) {
            return;
        }
        DatabaseFacts found;
        try (StoredDatabase database = StoredDatabase.open(copy.lightly())) {
            found = database.facts();
        } catch (StorageFault.Corrupt e) {
            throw doesNotOpen(folder, e);
        }
        if (!found.equals(manifest.database())) {
            throw new SnapshotDamagedException(
                    "the database in " + folder + " says " + found + ", but its manifest says " + manifest.database(),
                    null);
        }
    }

    static SnapshotDamagedException doesNotOpen(Path folder, StorageFault.Corrupt cause) {
        return new SnapshotDamagedException(
                "the database in " + folder + " cannot be opened: " + cause.getMessage(), cause);
    }
}
