package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;
import dev.cairn.config.WorkerConfig;
import dev.cairn.storage.StorageConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command takes that works on a shard's files, while no worker has them open.
final class LocalShard {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--shard",
            paramLabel = "N",
            description = "Which shard; needed if the configuration names several.")
    private @Nullable Integer shard;

    /// Whether a configuration was named, and so files on this machine are meant.
    boolean isGiven() {
        return options.areGiven();
    }

    /// Which shard, if it was said.
    Optional<Integer> number() {
        return Optional.ofNullable(shard);
    }

    /// @param number     the shard
    /// @param database   where it lies, and how it is opened
    /// @param snapshots  where those of the shard lie
    record Places(WorkerConfig config, int number, StorageConfig.Rocks database, Path snapshots) {}

    /// Throws [ConfigRefusedException] if the configuration cannot be used.
    Places load(Map<String, String> environment) {
        WorkerConfig config = options.loadForFiles(environment).worker();
        int number = number(config);
        return switch (config.databases().ofShard(number)) {
            case StorageConfig.Rocks rocks ->
                new Places(config, number, rocks, config.snapshots().ofShard(number));
            case StorageConfig.Memory _ ->
                throw new UsageException("storage.kind is memory, which leaves no files to work on");
        };
    }

    /// The configuration of a worker that the command runs, with some keys as it needs them.
    LoadedConfig load(Map<String, String> environment, Map<String, String> above) {
        return options.load(environment, above);
    }

    /// Which shard was said; empty if none was.
    OptionalInt asked() {
        return shard == null ? OptionalInt.empty() : OptionalInt.of(shard);
    }

    private int number(WorkerConfig config) {
        if (shard == null) {
            return onlyShard(config)
                    .orElseThrow(() -> new UsageException("shards is " + config.shards()
                            + " in the configuration: say which one is meant, as --shard "
                            + config.shards().getFirst()));
        }
        if (!config.shards().contains(shard)) {
            throw new UsageException(
                    "--shard is " + shard + ", but the configuration has the shards " + config.shards());
        }
        return shard;
    }

    private static OptionalInt onlyShard(WorkerConfig config) {
        return config.shards().size() == 1 ? OptionalInt.of(config.shards().getFirst()) : OptionalInt.empty();
    }
}
