package dev.cairn.storage;

/// Opens storages.
public final class Storages {
    private Storages() {}

    /// Opens or creates. Throws [StorageRefusedException] if what is there belongs to another cluster, topic or shard,
    /// was filled by another handler or has a newer format, and a [StorageFault] if it cannot be read.
    public static Storage open(StorageConfig config, StorageIdentity identity) {
        return switch (config) {
            case StorageConfig.Memory _ -> new MemoryStorage();
            case StorageConfig.Rocks rocks -> RocksStorage.open(rocks, identity);
        };
    }
}
