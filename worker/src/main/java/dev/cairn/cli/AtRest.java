package dev.cairn.cli;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StorageConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command takes that looks at a database which no worker has open: a shard's, or what lies in
/// a folder.
final class AtRest {
    @Mixin
    private final LocalShard shard = new LocalShard();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "A snapshot, or any folder with a database, instead of the one of the configuration.")
    private @Nullable Path folder;

    StorageConfig.Rocks place(Map<String, String> environment) {
        return folder == null ? shard.load(environment).database() : in(folder);
    }

    /// Whether somebody said where it lies.
    boolean isGiven() {
        return folder != null || shard.isGiven();
    }

    /// Which shard was said; empty if none was.
    OptionalInt shard() {
        return shard.asked();
    }

    /// In settings that want little memory: what is only read does not need those that it was written with.
    static StorageConfig.Rocks in(Path folder) {
        return new StorageConfig.Rocks(folder, Durability.WAL, RocksPreset.LIGHT.settings());
    }
}
