package dev.cairn.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file to load, with environment and command line beside it if a test wants them.
record ConfigFile(Path path) {
    /// What has no default.
    static final Map<String, String> REQUIRED =
            Map.of("data-directory", "/var/lib/cairn", "source.bootstrap-servers", "kafka:9092");

    static ConfigFile in(Path directory, String... lines) {
        try {
            return new ConfigFile(Files.write(directory.resolve("my.conf"), List.of(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadedConfig load() {
        return load(Map.of(), Map.of());
    }

    LoadedConfig load(Map<String, String> environment, Map<String, String> commandLine) {
        return ConfigLoader.load(new ConfigInput(Optional.of(path), environment, commandLine));
    }

    /// Without a file.
    static LoadedConfig load(Map<String, String> commandLine) {
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), commandLine));
    }
}
