package dev.cairn.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.rocksdb.Checkpoint;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Copies of an open database whose files lie side by side, by hard links.
final class Checkpoints {
    private Checkpoints() {}

    static void create(RocksDB db, Path emptyTarget) throws RocksDBException {
        makeWay(emptyTarget);
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(emptyTarget.toString());
        }
    }

    /// RocksDB wants to make the directory itself, inside one that is there; an empty one is taken away for it. A
    /// file or a link is somebody's, and stays.
    static void makeWay(Path emptyTarget) {
        if (Files.exists(emptyTarget, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(emptyTarget, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("expected " + emptyTarget
                    + " to be an empty directory or nothing yet, but it is a file or a link; name a new directory");
        }
        try {
            Files.createDirectories(emptyTarget);
            Files.delete(emptyTarget);
        } catch (DirectoryNotEmptyException e) {
            throw new IllegalArgumentException(
                    "expected " + emptyTarget + " to be empty, but it is not; name a new directory", e);
        } catch (IOException e) {
            throw new StorageFault.Retryable("preparing " + emptyTarget + " failed: " + e, e);
        }
    }
}
