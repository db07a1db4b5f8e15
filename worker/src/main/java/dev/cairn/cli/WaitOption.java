package dev.cairn.cli;

import dev.cairn.client.Query;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How long an answer may wait for a height that is not applied yet.
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Waits for a height that is not applied yet, as 500ms or 5s; at most 30s.")
    private Duration wait = Duration.ZERO;

    <T> Query<T> in(Query<T> query) {
        return wait.isZero() ? query : query.waiting(wait);
    }
}
