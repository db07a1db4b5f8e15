package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AlertRulesTest {
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^### (Cairn\\w+)$");

    private final Set<String> names =
            AlertRule.all().stream().map(AlertRule::name).collect(Collectors.toSet());

    @Test
    void eachRuleSaysHowUrgentItIsAndWhatHappenedAndWhereToReadWhatToDo() {
        assertThat(AlertRule.all()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.severity()).isIn("critical", "warning");
            assertThat(rule.summary()).contains("{{ $labels.instance }}");
            assertThat(rule.runbook())
                    .isEqualTo("docs/operating.md#" + rule.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void eachRuleHasItsPartInTheRunbookAndTheRunbookHasNoOthers() {
        assertThat(RUNBOOK.matcher(Checkout.text("docs/operating.md")).results().map(part -> part.group(1)))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void eachRuleIsTestedOnceQuietAndOnceFiring() {
        List<JsonNode> checks = Checkout.yaml("ops/prometheus/alerts.test.yml")
                .path("tests")
                .valueStream()
                .flatMap(test -> test.path("alert_rule_test").valueStream())
                .toList();

        assertThat(checks.stream()
                        .filter(check -> check.path("exp_alerts").isEmpty())
                        .map(AlertRulesTest::rule))
                .containsAll(names);
        assertThat(checks.stream()
                        .filter(check -> !check.path("exp_alerts").isEmpty())
                        .map(AlertRulesTest::rule))
                .containsAll(names);
    }

    private static String rule(JsonNode check) {
        return check.path("alertname").asText();
    }
}
