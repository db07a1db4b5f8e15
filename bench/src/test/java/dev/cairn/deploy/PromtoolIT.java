package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testing.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus's own tool says of what Prometheus is given.
@NeedsTool("promtool")
final class PromtoolIT {
    private static final Path FOLDER = Checkout.file("ops/prometheus");

    @Test
    void scrapeConfigurationAndRulesAreValid() {
        assertAgreed(FOLDER, "promtool", "check", "config", "prometheus.yml");
        assertAgreed(FOLDER, "promtool", "check", "rules", "--lint-fatal", "alerts.yml");
    }

    /// Examples begin with `#` and no blank.
    @Test
    void whatTheConfigurationShowsForTokensAndEncryptionIsValid(@TempDir Path folder) throws IOException {
        String given = Files.readString(FOLDER.resolve("prometheus.yml"));
        String secured = given.replaceAll("(?m)^( +)#(?=\\S)", "$1");
        assertThat(secured).contains("\n    authorization:", "\n    scheme: https");
        Files.writeString(folder.resolve("prometheus.yml"), secured);
        for (String beside : List.of("alerts.yml", "targets.yml")) {
            Files.copy(FOLDER.resolve(beside), folder.resolve(beside));
        }
        for (String secret : List.of("cairn-token", "cairn-ca.pem")) {
            Files.createFile(folder.resolve(secret));
        }
        assertAgreed(folder, "promtool", "check", "config", "prometheus.yml");
    }

    @Test
    void eachAlertFiresInTroubleAndIsQuietOtherwise() {
        assertAgreed(FOLDER, "promtool", "test", "rules", "alerts.test.yml");
    }

    private static void assertAgreed(Path folder, String... command) {
        Ran ran = Ran.in(folder, command);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("SUCCESS");
    }
}
