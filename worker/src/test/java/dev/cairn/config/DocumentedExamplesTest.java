package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documentation shows can be copied.
class DocumentedExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```hocon\n(.+?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "configuration.md")))
                .results()
                .map((MatchResult found) -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoads(String example) {
        String withValues = example.replaceAll("\\$\\{[A-Z_]+}", "from-the-environment");
        assertThatCode(() -> ConfigFile.in(directory, withValues).load(Map.of(), ConfigFile.REQUIRED))
                .doesNotThrowAnyException();
    }
}
