package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Copies of an open database, by hard links.
final class Checkpoints {
    private Checkpoints() {}

    /// RocksDB wants to make the directory itself; an empty one is taken away for it. That the folder around it is
    /// missing it reports like a missing file of the database, which would be called corrupt.
    static void create(RocksDB db, Path emptyTarget) throws RocksDBException {
        try {
            Files.deleteIfExists(emptyTarget);
            Files.createDirectories(emptyTarget.toAbsolutePath().getParent());
        } catch (DirectoryNotEmptyException e) {
            throw new IllegalArgumentException(
                    "expected " + emptyTarget + " to be empty, but it is not; name a new directory", e);
        } catch (IOException e) {
            throw new StorageFault.Retryable("preparing " + emptyTarget + " failed: " + e, e);
        }
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(emptyTarget.toString());
        }
    }
}
