package dev.cairn.storage;

import java.nio.file.Path;
import java.util.List;

/// A RocksDB small enough that a few thousand entries go through flushes and compactions.
public final class TestRocks {
    public static final RocksSettings SMALL = new RocksSettings(
            new RocksSettings.MemorySettings(32 << 20, 8 << 20, 64 << 10, 4, 1),
            new RocksSettings.FileSettings(-1, 32 << 10, 1 << 10, 10),
            new RocksSettings.CompactionSettings(2, 1, 2, 128 << 10, 0, 64 << 20, false),
            new RocksSettings.CompressionSettings(List.of(Compression.LZ4), Compression.ZSTD, Compression.LZ4, 4 << 10),
            RocksSettings.PlaceSettings.together(),
            true);

    /// Without compactions, which take files away while a test copies or counts them: more bytes in level 0 than the
    /// level below may have would begin one too.
    public static final RocksSettings QUIET = new RocksSettings(
            SMALL.memory(),
            SMALL.files(),
            new RocksSettings.CompactionSettings(2, 1, 100, 64 << 20, 0, 64 << 20, false),
            SMALL.compression(),
            SMALL.places(),
            true);

    private TestRocks() {}

    public static Storage quiet(Path directory, Durability durability) {
        return Storages.open(new StorageConfig.Rocks(directory, durability, QUIET), StorageContract.IDENTITY);
    }

    static Storage open(Path directory) {
        return open(directory, Durability.WAL);
    }

    public static Storage open(Path directory, Durability durability) {
        return open(directory, durability, StorageContract.IDENTITY);
    }

    static Storage open(Path directory, Durability durability, StorageIdentity identity) {
        return Storages.open(new StorageConfig.Rocks(directory, durability, SMALL), identity);
    }
}
