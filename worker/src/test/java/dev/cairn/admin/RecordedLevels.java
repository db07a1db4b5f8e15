package dev.cairn.admin;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Some loggers, each with a level of its own.
public final class RecordedLevels implements LogLevels {
    static final String OTHERS = "org.example";

    private final Map<String, String> levels =
            new TreeMap<>(Map.of("dev.cairn", "info", OTHERS, "warn", Audit.LOGGER, "error"));

    @Override
    public boolean knows(String logger) {
        return levels.containsKey(logger);
    }

    @Override
    public String levelOf(String logger) {
        return Optional.ofNullable(levels.get(logger)).orElseThrow();
    }

    @Override
    public void set(String logger, Optional<String> level) {
        levels.put(logger, level.orElse("info"));
    }
}
