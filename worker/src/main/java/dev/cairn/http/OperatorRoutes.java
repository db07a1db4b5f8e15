package dev.cairn.http;

import dev.cairn.fault.Halt;
import dev.cairn.model.BlockRef;
import java.time.Instant;
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
    /// @param metrics    all series, for a scraper that sends this `Accept` header
    /// @param readiness  of each shard
    /// @param summary    how the worker is doing, as text
    public static List<Route> of(
            Function<String, Reply> metrics,
            Supplier<SortedMap<Integer, Readiness>> readiness,
            Supplier<String> summary) {
        return List.of(
                Route.get(
                        "/metrics",
                        "series for Prometheus",
                        request -> metrics.apply(request.header("Accept").orElse(""))),
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
                        .map(entry -> "shard " + entry.getKey() + ": " + words(entry.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    private static String words(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready _ -> "ready";
            case Readiness.Starting(String waitingFor, String whatToDo) ->
                "starting: waiting for " + waitingFor + ". " + whatToDo;
            case Readiness.Waiting(String cause) ->
                "waiting for Kafka: " + cause + ". It is asked again by itself; look whether the brokers run.";
            case Readiness.Incomplete(BlockRef block, Instant since, String missing) ->
                "waiting for block " + block + " since " + since + ": " + missing
                        + ". It goes on by itself when that comes. If it was published, look which partition lags;"
                        + " if not, the producer has to publish it.";
            case Readiness.Halted(Halt halt) ->
                "halted: " + halt.reason() + ": " + halt.message()
                        + (halt.reason().mayPass() ? " It is tried again by itself." : "");
        };
    }
}
