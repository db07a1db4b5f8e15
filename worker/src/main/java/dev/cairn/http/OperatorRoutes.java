package dev.cairn.http;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What operators and their tools ask a worker.
public final class OperatorRoutes {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private OperatorRoutes() {}

    /// The routes that every worker has; more can stand beside them.
    ///
    /// @param metrics    all series, in the format that a scraper would like best
    /// @param readiness  of each shard
    /// @param summary    how the worker is doing, as text
    public static List<Route> of(
            Function<Accept, Reply> metrics,
            Supplier<SortedMap<Integer, Readiness>> readiness,
            Supplier<String> summary) {
        return List.of(
                Route.get("/metrics", "series for Prometheus", request -> metrics.apply(request.accept())),
                Route.get("/healthz", "whether the process is alive", _ -> Reply.text(OK, "alive"))
                        .forEverybody(),
                Route.get(
                                "/readyz",
                                "whether blocks are being applied, and if not, why",
                                request ->
                                        ready(readiness.get(), request.access().includes(Access.READERS)))
                        .forEverybody(),
                Route.get("/summary", "how the worker is doing, for people", _ -> Reply.text(OK, summary.get())));
    }

    /// Whoever starts or balances workers asks without a token, and is told no more than it goes by.
    private static Reply ready(Map<Integer, Readiness> byShard, boolean isToldWhy) {
        if (byShard.isEmpty()) {
            return Reply.text(UNAVAILABLE, "starting: no shard is open yet");
        }
        boolean all = byShard.values().stream().allMatch(Readiness.READY::equals);
        if (!isToldWhy) {
            return all
                    ? Reply.text(OK, "ready")
                    : Reply.text(UNAVAILABLE, "not ready; why is told to whoever asks with a token, and in the log");
        }
        return Reply.text(
                all ? OK : UNAVAILABLE,
                byShard.entrySet().stream()
                        .map(entry -> "shard " + entry.getKey() + ": " + ReadinessWords.of(entry.getValue()))
                        .collect(Collectors.joining("\n")));
    }
}
