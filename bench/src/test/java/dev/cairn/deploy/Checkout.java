package dev.cairn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The repository's files.
final class Checkout {
    /// Tests run in the folder of their module, one below the top.
    static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    private Checkout() {}

    static Path file(String path) {
        return TOP.resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String path) {
        return parsed(new YAMLMapper(), path);
    }

    static JsonNode json(String path) {
        return parsed(new ObjectMapper(), path);
    }

    private static JsonNode parsed(ObjectMapper format, String path) {
        try {
            return format.readTree(text(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
