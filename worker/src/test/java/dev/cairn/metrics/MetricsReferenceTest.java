package dev.cairn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
    private static final Path PAGE =
            Path.of("..", "docs", "reference", "metrics.md").toAbsolutePath().normalize();

    /// To make the page anew, run this test with `-DwriteReference`.
    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        if (System.getProperty("writeReference") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetricsReference.page());
        }
        assertThat(PAGE)
                .as("made from Metric.java; ./cairn mvn -pl schemas,worker test -Dtest=MetricsReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -DwriteReference makes it anew")
                .hasContent(MetricsReference.page());
    }
}
