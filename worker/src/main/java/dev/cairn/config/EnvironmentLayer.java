package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.cairn.spelling.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What variables named `CAIRN_…` say: `CAIRN_FLUSH_BLOCKS` is `flush.blocks`.
final class EnvironmentLayer {
    /// Read by the launcher and by the log's own configuration, before there is a worker.
    private static final Map<String, List<String>> NOT_OURS = Map.of(
            "CAIRN_JAVA_OPTS", List.of(),
            "CAIRN_LOG_LEVEL", List.of("trace", "debug", "info", "warn", "error"),
            "CAIRN_LOG_FORMAT", List.of("text", "json"));

    /// Kubernetes sets these in every pod beside a service that is called cairn.
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("CAIRN_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private static final String ENVIRONMENT = "environment";

    private final KnownKeys known;
    private final Problems problems;
    private final GivenText texts;

    EnvironmentLayer(KnownKeys known, Problems problems) {
        this.known = known;
        this.problems = problems;
        texts = new GivenText(problems);
    }

    Config of(Map<String, String> environment) {
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            Optional<String> key = known.ofVariable(name);
            if (key.isPresent()) {
                layer = texts.with(layer, key.get(), variable.getValue(), "environment variable " + name);
            } else if (name.startsWith(KnownKeys.VARIABLES)
                    && !OF_KUBERNETES.matcher(name).matches()) {
                checkOther(name, variable.getValue());
            }
        }
        return layer;
    }

    private void checkOther(String name, String value) {
        List<String> accepted = NOT_OURS.get(name);
        if (accepted == null) {
            texts.unknown(
                    name,
                    "variable of Cairn's",
                    Spelling.nearest(name, variables()),
                    Optional.of("something, which is not shown since it may be a secret"),
                    ENVIRONMENT);
        } else if (!accepted.isEmpty() && !accepted.contains(value.toLowerCase(Locale.ROOT))) {
            problems.add(new ConfigProblem(
                    name,
                    name + " is " + value + ", but it has to be one of " + String.join(", ", accepted),
                    Optional.of(value),
                    ENVIRONMENT));
        }
    }

    private List<String> variables() {
        return Stream.concat(known.names().stream().map(KnownKeys::variable), NOT_OURS.keySet().stream())
                .toList();
    }
}
