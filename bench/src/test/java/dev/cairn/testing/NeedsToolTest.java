package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NeedsToolTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aFolderWithOneTool() throws IOException {
        var executable = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder.resolve("chisel"), executable);
    }

    @Test
    void aTestWhoseToolsAreOnThePathRuns() {
        var result = condition("false").evaluate("carving", List.of("chisel"));

        assertThat(result.isDisabled()).isFalse();
    }

    @Test
    void aTestIsSkippedWithTheNameOfTheToolThatIsMissing() {
        var result = condition("false").evaluate("carving", List.of("chisel", "mallet"));

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("mallet not found on the PATH");
    }

    @Test
    void aFileThatCannotBeExecutedIsNoTool() throws IOException {
        Files.createFile(folder.resolve("mallet"));

        assertThat(condition("false").evaluate("carving", List.of("mallet")).isDisabled())
                .isTrue();
    }

    @Test
    void inContinuousIntegrationAMissingToolIsAFailure() {
        var condition = condition("true");

        assertThatThrownBy(() -> condition.evaluate("carving", List.of("mallet")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mallet not found on the PATH, and with CI=true no test is skipped. Install it, or set"
                        + " CI=false.");
    }

    private NeedsToolCondition condition(String ci) {
        return new NeedsToolCondition(Map.of("PATH", "/nowhere:" + folder, "CI", ci));
    }
}
