package dev.cairn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/// One of `ops/prometheus/alerts.yml`.
record AlertRule(String name, String expression, String severity, String summary, String runbook) {
    static final String FILE = "ops/prometheus/alerts.yml";

    private static final Pattern COMPARISON = Pattern.compile(" (==|!=|>=|<=|>|<) ");

    static List<AlertRule> all() {
        return Checkout.yaml(FILE)
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(AlertRule::of)
                .toList();
    }

    private static AlertRule of(JsonNode rule) {
        return new AlertRule(
                rule.path("alert").asText(),
                rule.path("expr").asText(),
                rule.path("labels").path("severity").asText(),
                rule.path("annotations").path("summary").asText(),
                rule.path("annotations").path("runbook").asText());
    }

    /// The same expression, except that comparisons tell 0 or 1 instead of leaving out what is well, and that what
    /// takes series away keeps them. So it gives data whenever all its series are there and their labels match.
    String alwaysTelling() {
        return COMPARISON.matcher(expression).replaceAll(" $1 bool ").replace(" unless ", " and ");
    }
}
