package dev.cairn.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers what is wrong, one problem for each key: what follows from the first would only confuse.
final class Problems {
    private final Map<String, ConfigProblem> byKey = new LinkedHashMap<>();

    void add(ConfigProblem problem) {
        byKey.putIfAbsent(problem.key(), problem);
    }

    void refuseIfAny() {
        if (!byKey.isEmpty()) {
            throw refused();
        }
    }

    ConfigRefusedException refused() {
        return new ConfigRefusedException(List.copyOf(byKey.values()));
    }
}
