package dev.cairn.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A database in four folders: its own, two tiers and a cold one.
public final class SpreadRocks {
    private SpreadRocks() {}

    /// Flushes come to the first tier, compactions go to the second.
    ///
    /// @param elsewhere  what the other folders are in
    public static StorageConfig.Rocks config(Path directory, Path elsewhere, Durability durability) {
        for (String disk : List.of("hot", "warm", "cold")) {
            make(elsewhere.resolve(disk));
        }
        return new StorageConfig.Rocks(
                directory,
                durability,
                TestRocks.QUIET.in(new RocksSettings.PlaceSettings(
                        true,
                        List.of(
                                new StorageTier(elsewhere.resolve("hot/db"), 1),
                                new StorageTier(elsewhere.resolve("warm/db"), 1L << 40)),
                        Optional.of(elsewhere.resolve("cold/db")))));
    }

    private static void make(Path disk) {
        try {
            Files.createDirectories(disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Storage open(StorageConfig.Rocks database) {
        return Storages.open(database, FormatFixture.IDENTITY);
    }

    /// Tables in all of its folders.
    public static void fill(Storage storage, int blocks) {
        new WrittenChain(storage).write(blocks - 2);
        storage.compact();
        new WrittenChain(storage).write(1);
        storage.flushMemtables();
        new WrittenChain(storage).write(1);
    }
}
