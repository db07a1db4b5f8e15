package dev.cairn.storage;

import java.util.List;

/// Opens storages.
public final class Storages {
    /// The format version that this program writes; older ones that it knows are brought there when they are opened.
    public static final int FORMAT_VERSION = FormatVersion.CURRENT;

    private Storages() {}

    /// Opens or creates. Throws [StorageRefusedException] if what is there belongs to another cluster, topic or shard,
    /// was filled by another handler or has a newer format, and a [StorageFault] if it cannot be read.
    public static Storage open(StorageConfig config, StorageIdentity identity) {
        return switch (config) {
            case StorageConfig.Memory _ -> new MemoryStorage();
            case StorageConfig.Rocks rocks -> RocksStorage.open(rocks, identity);
        };
    }

    /// Opens a database for writing as whose it says it is: for what is done to it while no worker runs. Throws as
    /// [#open] does, and [StorageRefusedException] if there is none, or one that was never filled.
    public static Storage openAsItIs(StorageConfig.Rocks config) {
        StorageIdentity identity;
        try (StoredDatabase stored = StoredDatabase.open(config)) {
            identity = stored.facts().identity();
            if (stored.facts().committed().isEmpty()) {
                throw new StorageRefusedException(
                        "The database in " + config.directory() + " was never filled; there is nothing to do to it.");
            }
        }
        return open(config, identity);
    }

    /// In what data of one identity does not fit another: the source, the shard, or the handler; empty if it fits.
    public static List<String> problems(StorageIdentity stored, StorageIdentity wanted) {
        return IdentityCheck.problems(stored, wanted);
    }

    /// Whether data of one identity can be gone on with as another: the same source and shard, and no other handler.
    public static boolean fits(StorageIdentity stored, StorageIdentity wanted) {
        return problems(stored, wanted).isEmpty();
    }
}
