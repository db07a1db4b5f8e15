package dev.cairn.runtime;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.cairn.admin.LogLevels;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// The levels of Logback's loggers; those it had when the worker started are remembered.
final class LogbackLevels implements LogLevels {
    private final Optional<LoggerContext> context;
    private final Map<String, Level> atStart;

    LogbackLevels() {
        context = LoggerFactory.getILoggerFactory() instanceof LoggerContext logback
                ? Optional.of(logback)
                : Optional.empty();
        atStart = context.stream()
                .flatMap(logback -> logback.getLoggerList().stream())
                .filter(logger -> logger.getLevel() != null)
                .collect(Collectors.toUnmodifiableMap(Logger::getName, Logger::getLevel));
    }

    @Override
    public boolean knows(String logger) {
        return find(logger).isPresent();
    }

    @Override
    public String levelOf(String logger) {
        return found(logger).getEffectiveLevel().toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public void set(String logger, Optional<String> level) {
        Level wanted = level.map(Level::valueOf).orElse(atStart.get(logger));
        found(logger).setLevel(wanted);
    }

    private Optional<Logger> find(String name) {
        // Asking for one by its name would make it.
        return context.map(logback -> logback.exists(name));
    }

    private Logger found(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("expected a logger, but got " + name));
    }
}
