package dev.cairn.cli;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
            description = "Sets a key, over environment and file; may be given many times.",
            converter = Given.Reader.class)
    private final List<Given> settings = new ArrayList<>();

    /// Whether anything was said of a configuration on the command line.
    boolean areGiven() {
        return file != null || !settings.isEmpty();
    }

    LoadedConfig load(Map<String, String> environment) {
        return load(environment, Map.of());
    }

    /// The same, with some keys as a command needs them, whatever else says of them.
    LoadedConfig load(Map<String, String> environment, Map<String, String> above) {
        return ConfigLoader.load(input(environment, above));
    }

    /// For a command that works on files and runs no handler.
    LoadedConfig loadForFiles(Map<String, String> environment) {
        return ConfigLoader.loadForFiles(input(environment, Map.of()));
    }

    private ConfigInput input(Map<String, String> environment, Map<String, String> above) {
        Map<String, String> byKey = new LinkedHashMap<>();
        settings.forEach(setting -> byKey.put(setting.key(), setting.value()));
        byKey.putAll(above);
        return new ConfigInput(Optional.ofNullable(file), environment, byKey);
    }

    /// A key with its value. What picocli says itself about one without a value is hard to understand.
    record Given(String key, String value) {
        static final class Reader implements CommandLine.ITypeConverter<Given> {
            @Override
            public Given convert(String text) {
                int equals = text.indexOf('=');
                if (equals < 1) {
                    throw new CommandLine.TypeConversionException(
                            "expected a key and its value, as flush.blocks=200, but got '" + text + "'");
                }
                return new Given(text.substring(0, equals), text.substring(equals + 1));
            }
        }
    }
}
