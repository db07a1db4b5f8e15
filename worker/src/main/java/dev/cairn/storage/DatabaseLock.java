package dev.cairn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
            FileChannel channel = opened(file);
            if (isLocked(channel)) {
                return new DatabaseLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new StorageRefusedException("Looking whether the database in " + directory + " is in use failed: " + e
                    + ". Check the rights on its files.");
        }
        throw new StorageRefusedException("Another process has the database in " + directory
                + " open. Stop it first; what a running worker can do itself, ask the worker for.");
    }

    /// For who relies on one that is held already.
    static DatabaseLock ofAnother() {
        return new DatabaseLock(null);
    }

    /// Whoever may only read the file may still look at the database.
    private static FileChannel opened(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException _) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (NonWritableChannelException _) {
            // It keeps writers away as well.
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
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
