package dev.cairn.cli;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every command takes that needs a configuration.
final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Configuration in HOCON. Without it everything comes from variables and options.")
    private @Nullable Path file;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description = "Sets a key, over environment and file; may be given many times.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    LoadedConfig load(Map<String, String> environment) {
        return ConfigLoader.load(new ConfigInput(Optional.ofNullable(file), environment, settings));
    }
}
