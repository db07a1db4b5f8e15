package dev.cairn.cli;

import dev.cairn.config.WorkerConfig;

/// Runs a worker until it is told to stop, or cannot go on.
@FunctionalInterface
public interface WorkerStart {
    ExitCode run(WorkerConfig config);
}
