package dev.cairn.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Grafana's page, `ops/grafana/cairn.json`.
final class Dashboard {
    private static final JsonNode PAGE = Checkout.json("ops/grafana/cairn.json");

    private Dashboard() {}

    static List<JsonNode> panels() {
        return PAGE.path("panels").valueStream().toList();
    }

    /// By the panel that shows it, the expression as Grafana sends it to Prometheus when everything is chosen.
    static Map<String, List<String>> expressions() {
        return panels().stream()
                .filter(panel -> panel.has("targets"))
                .collect(Collectors.toMap(
                        panel -> panel.path("title").asText(),
                        panel -> panel.path("targets")
                                .valueStream()
                                .map(target -> filledIn(target.path("expr").asText()))
                                .toList()));
    }

    /// The series that the choices at the top are taken from.
    static Stream<String> seriesOfChoices() {
        return PAGE.path("templating")
                .path("list")
                .valueStream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> variable.path("query").path("query").asText())
                .map(query -> query.replaceAll("label_values\\((\\w+), \\w+\\)", "$1"));
    }

    private static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$instance", ".*")
                .replace("$shard", ".*");
    }
}
