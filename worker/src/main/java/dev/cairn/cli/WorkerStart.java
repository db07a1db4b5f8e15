package dev.cairn.cli;

import dev.cairn.config.LoadedConfig;

/// Runs a worker until it is told to stop, or cannot go on.
@FunctionalInterface
public interface WorkerStart {
    ExitCode run(LoadedConfig config);
}
