package dev.cairn.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration cannot be used. It names every problem that was found, so they can be mended in one go.
@SuppressWarnings("serial") // never leaves the process
public final class ConfigRefusedException extends RuntimeException {
    private final transient List<ConfigProblem> problems;

    ConfigRefusedException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
