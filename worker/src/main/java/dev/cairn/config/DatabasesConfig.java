package dev.cairn.config;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageKind;
import java.nio.file.Path;

/// The databases of all shards, which differ in where they lie.
///
/// @param settings  of each of them; the budget too is of each
public record DatabasesConfig(StorageKind kind, Path directory, Durability durability, RocksSettings settings) {
    /// A folder in each place, so that shards which share disks do not share files.
    public StorageConfig ofShard(int shard) {
        String folder = "shard-" + shard;
        return switch (kind) {
            case MEMORY -> new StorageConfig.Memory();
            case ROCKSDB ->
                new StorageConfig.Rocks(directory, durability, settings).movedTo(place -> place.resolve(folder));
        };
    }
}
