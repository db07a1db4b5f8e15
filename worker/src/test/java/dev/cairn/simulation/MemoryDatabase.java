package dev.cairn.simulation;

import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Sorted maps on the heap. They cannot outlive the process, so here a crash takes only what stands above them.
public record MemoryDatabase(Storage storage) implements Database {
    public static MemoryDatabase begin() {
        return new MemoryDatabase(
                Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0)));
    }

    @Override
    public boolean everyCommitLasts() {
        return true;
    }

    @Override
    public boolean flushesOnlyWhenTold() {
        return true;
    }

    @Override
    public Database crash() {
        return this;
    }

    @Override
    public Database reopen() {
        return this;
    }

    @Override
    public Optional<Supplier<Database>> checkpoint() {
        return Optional.empty();
    }

    @Override
    public void close() {
        storage.close();
    }
}
