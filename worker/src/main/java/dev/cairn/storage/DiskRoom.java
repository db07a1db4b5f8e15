package dev.cairn.storage;

import dev.cairn.thread.ForwardClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Whether the volume of a database has room for what is to be written.
///
/// RocksDB bears a disk that is full when it appends to a log or writes a table, and goes on by itself. It does not
/// bear one that is full when it begins a log, which it does where memtables are changed: it refuses every write with
/// that error from then on, whatever space there is, until it is opened again. So nobody may ask it for that without
/// room. It may still happen when a memtable is full, and then whoever runs the worker has to know.
/// **Threading:** the storage's writer; [#expect] any.
final class DiskRoom {
    /// For the beginning of a log, and for rows of the manifest.
    private static final long BESIDE_BYTES = 1 << 20;
    /// RocksDB itself needs some seconds to see that there is space again.
    private static final long REFUSED_FOR_MS = 30_000;

    private final LongSupplier usableBytes;
    private final ForwardClock clock;
    /// Since when writes are refused though there is room; empty while they are not.
    private OptionalLong refusedSinceMs = OptionalLong.empty();

    DiskRoom(LongSupplier usableBytes, ForwardClock clock) {
        this.usableBytes = usableBytes;
        this.clock = clock;
    }

    /// Logs and the manifest lie in the database's own directory, wherever its tables are.
    static DiskRoom of(Path directory) {
        return new DiskRoom(() -> usableBytes(directory), ForwardClock.fromNow());
    }

    /// @throws StorageFault.DiskFull  if there is less room than that, and what is written beside it
    void expect(String doing, long bytes) {
        long needed = bytes + BESIDE_BYTES;
        long usable = usableBytes.getAsLong();
        if (usable < needed) {
            throw new StorageFault.DiskFull(
                    doing + " was not begun: expected room for " + needed + " bytes on the volume of the database, but"
                            + " there is room for " + usable,
                    null);
        }
    }

    /// A write of so many bytes was refused for want of space; what is to be said of that.
    StorageFault.DiskFull refused(StorageFault.DiskFull fault, long bytes) {
        if (usableBytes.getAsLong() < bytes + BESIDE_BYTES) {
            refusedSinceMs = OptionalLong.empty();
            return fault;
        }
        long now = clock.elapsedMs();
        refusedSinceMs = OptionalLong.of(refusedSinceMs.orElse(now));
        return now - refusedSinceMs.getAsLong() < REFUSED_FOR_MS ? fault : fault.thoughThereIsRoom();
    }

    void wrote() {
        refusedSinceMs = OptionalLong.empty();
    }

    /// What cannot be found out is left to RocksDB.
    private static long usableBytes(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException _) {
            return Long.MAX_VALUE;
        }
    }
}
