package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.testing.NeedsTool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What Prometheus's own tool says of what Prometheus is given.
@NeedsTool("promtool")
final class PromtoolIT {
    private static final Path FOLDER = Checkout.file("ops/prometheus");

    @Test
    void scrapeConfigurationAndRulesAreValid() {
        assertAgreed("promtool", "check", "config", "prometheus.yml");
        assertAgreed("promtool", "check", "rules", "--lint-fatal", "alerts.yml");
    }

    @Test
    void eachAlertFiresInTroubleAndIsQuietOtherwise() {
        assertAgreed("promtool", "test", "rules", "alerts.test.yml");
    }

    private static void assertAgreed(String... command) {
        Ran ran = Ran.in(FOLDER, command);
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("SUCCESS");
    }
}
