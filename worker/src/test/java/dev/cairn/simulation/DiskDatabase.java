package dev.cairn.simulation;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import dev.cairn.storage.SyncedWrites;
import dev.cairn.storage.TestRocks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// RocksDB in a directory of its own. A process holds the lock of a database until it dies, so a crash is played by
/// opening a copy of all files as they are while the database is open; what is only in memtables is not in them.
public final class DiskDatabase implements Database {
    private static final RocksSettings ROOMY = new RocksSettings(
            new RocksSettings.MemorySettings(32 << 20, 16 << 20, 1 << 20, 4, 1),
            TestRocks.SMALL.files(),
            TestRocks.SMALL.compaction(),
            TestRocks.SMALL.compression(),
            TestRocks.SMALL.places(),
            true);

    private final ScratchDirectory scratch;
    private final Setup setup;
    private final Path directory;
    private final Storage storage;

    private DiskDatabase(ScratchDirectory scratch, Setup setup, Path directory) {
        this.scratch = scratch;
        this.setup = setup;
        this.directory = directory;
        storage = Storages.open(
                new StorageConfig.Rocks(directory, setup.durability(), setup.settings()),
                new StorageIdentity("cluster", new TreeMap<>(), 0));
    }

    public record Setup(Durability durability, RocksSettings settings, boolean flushesOnlyWhenTold) {
        /// Memtables so roomy that a short life does not fill them: what is durable is known to the write.
        public static Setup exact(Durability durability) {
            return new Setup(durability, ROOMY, true);
        }

        /// Memtables so small that RocksDB flushes and compacts whenever it likes.
        public static Setup busy(Durability durability) {
            return new Setup(durability, TestRocks.SMALL, false);
        }
    }

    public static DiskDatabase begin(Setup setup) {
        ScratchDirectory scratch = new ScratchDirectory();
        return new DiskDatabase(scratch, setup, scratch.fresh());
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public boolean everyCommitLasts() {
        return setup.durability() == Durability.WAL;
    }

    @Override
    public boolean flushesOnlyWhenTold() {
        return setup.flushesOnlyWhenTold();
    }

    @Override
    public Database crash() {
        if (everyCommitLasts()) {
            // The copy has what the system was given; a loss of power leaves only what was synced.
            SyncedWrites.check(storage);
        }
        Path left = scratch.fresh();
        ScratchDirectory.copyAsOfOneMoment(directory, left);
        storage.close();
        ScratchDirectory.delete(directory);
        return new DiskDatabase(scratch, setup, left);
    }

    @Override
    public Database reopen() {
        storage.close();
        return new DiskDatabase(scratch, setup, directory);
    }

    @Override
    public Optional<Supplier<Database>> checkpoint() {
        Path target = scratch.fresh();
        storage.checkpoint(target);
        return Optional.of(() -> {
            Path used = scratch.fresh();
            ScratchDirectory.copyAsOfOneMoment(target, used);
            return new DiskDatabase(scratch, setup, used);
        });
    }

    @Override
    public void close() {
        storage.close();
        scratch.close();
    }
}
