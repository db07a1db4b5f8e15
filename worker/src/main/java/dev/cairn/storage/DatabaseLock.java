package dev.cairn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps everybody else from opening a database to write: RocksDB locks the same file in the same way. A
/// folder without that file, as a snapshot is, nobody opens to write.
public final class DatabaseLock implements AutoCloseable {
    private final @Nullable FileChannel channel;

    private DatabaseLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /// Throws [StorageRefusedException] if somebody has it.
    public static DatabaseLock take(Path directory) {
        Path file = directory.resolve("LOCK");
        if (!Files.exists(file)) {
            return new DatabaseLock(null);
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new DatabaseLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StorageRefusedException("Looking whether the database in " + directory + " is in use failed: "
                    + e.getMessage() + ". Check the rights on its files.");
        }
        throw new StorageRefusedException("Another process has the database in " + directory
                + " open. Stop it first; what a running worker can do itself, ask the worker for.");
    }

    /// For who relies on one that is held already.
    static DatabaseLock ofAnother() {
        return new DatabaseLock(null);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException _) {
                // It goes with the process.
            }
        }
    }
}
