package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The committed pages are what the program prints: run what a failure names, and commit the outcome.
class ReferencePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "reference");

    @Test
    void thePageOfKeysIsWhatConfigReferencePrints() throws IOException {
        assertThat(Files.readString(PAGES.resolve("configuration.md")))
                .as("./cairn config reference > docs/reference/configuration.md")
                .isEqualTo(printed("config", "reference"));
    }

    @Test
    void thePageOfExitCodesIsWhatConfigReferencePrints() throws IOException {
        assertThat(Files.readString(PAGES.resolve("exit-codes.md")))
                .as("./cairn config reference --exit-codes > docs/reference/exit-codes.md")
                .isEqualTo(printed("config", "reference", "--exit-codes"));
    }

    private static String printed(String... arguments) {
        return CommandRun.of(_ -> ExitCode.SUCCESS, Map.of(), arguments).out();
    }
}
