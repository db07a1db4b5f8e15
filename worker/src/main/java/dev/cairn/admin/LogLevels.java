package dev.cairn.admin;

import java.util.Optional;

/// How much is logged, by the names of loggers: packages and classes.
public interface LogLevels {
    /// Whether there is a logger of this name, or below it.
    boolean knows(String logger);

    /// What it logs now: `trace`, `debug`, `info`, `warn`, `error` or `off`.
    String levelOf(String logger);

    /// Changes it, and what is below it and has no level of its own.
    ///
    /// @param level  empty for what it was at the start
    void set(String logger, Optional<String> level);
}
