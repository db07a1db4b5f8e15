package dev.cairn.runtime;

import dev.cairn.admin.AdminRoutes;
import dev.cairn.api.ApiRoutes;
import dev.cairn.api.OpenScans;
import dev.cairn.config.LoadedConfig;
import dev.cairn.config.WorkerConfig;
import dev.cairn.console.ConsoleRoutes;
import dev.cairn.http.Accept;
import dev.cairn.http.OperatorRoutes;
import dev.cairn.http.Outcome;
import dev.cairn.http.Readiness;
import dev.cairn.http.Reply;
import dev.cairn.http.Request;
import dev.cairn.http.Route;
import dev.cairn.http.WebServer;
import dev.cairn.metrics.Scrape;
import dev.cairn.metrics.SeriesFormat;
import dev.cairn.metrics.ServingFigures;
import dev.cairn.metrics.WorkerMetrics;
import dev.cairn.thread.ForwardClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// What a worker answers over HTTP, of all its shards together. **Threading:** any.
final class Serving {
    private final LoadedConfig loaded;
    private final WorkerOptions options;
    private final WorkerMetrics metrics;
    private final Starting starting;
    private final SortedMap<Integer, Shard> shards;
    private final ForwardClock clock;
    private final OpenScans openScans;

    /// @param starting  what shards wait for that do not run yet
    /// @param shards    those that run, as they come and go
    Serving(
            LoadedConfig loaded,
            WorkerOptions options,
            WorkerMetrics metrics,
            Starting starting,
            SortedMap<Integer, Shard> shards,
            ForwardClock clock) {
        this.loaded = loaded;
        this.options = options;
        this.metrics = metrics;
        this.starting = starting;
        this.shards = shards;
        this.clock = clock;
        openScans = new OpenScans(config().api().scansMax(), config().api().scanTimeMax());
    }

    List<Route> routes() {
        Set<Integer> configured = new TreeSet<>(config().shards());
        List<Route> routes = new ArrayList<>(OperatorRoutes.of(
                this::scrape, this::readiness, () -> metrics.summary(config().shards(), starting.text())));
        routes.add(Route.get("/v1/status", "how the worker is doing, for programs", this::status));
        routes.add(Route.get("/v1/config", "what it goes by, secrets hidden", this::config));
        routes.add(SnapshotsReport.route(config()));
        routes.addAll(ConsoleRoutes.routes());
        routes.addAll(ApiRoutes.of(configured, () -> ofShards(Shard::view), openScans));
        routes.addAll(AdminRoutes.of(configured, () -> ofShards(Shard::admin), new LogbackLevels()));
        routes.addAll(options.routes());
        return routes;
    }

    /// @param server  which answers by these routes
    ServingFigures figures(WebServer server) {
        Map<String, LongSupplier> requests = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome.toString(), () -> server.requests(outcome));
        }
        return new ServingFigures(server::connections, this::streams, openScans::count, server::answerBytes, requests);
    }

    private WorkerConfig config() {
        return loaded.worker();
    }

    private int streams() {
        return shards.values().stream()
                .mapToInt(shard -> shard.view().streams().count())
                .sum();
    }

    private <T> SortedMap<Integer, T> ofShards(Function<Shard, T> facet) {
        SortedMap<Integer, T> facets = new TreeMap<>();
        shards.forEach((number, shard) -> facets.put(number, facet.apply(shard)));
        return facets;
    }

    private SortedMap<Integer, Readiness> readiness() {
        return WorkerReadiness.of(config().shards(), shards, starting, clock);
    }

    private Reply config(Request request) {
        request.refuseParametersBut(List.of());
        return Reply.json(200, new ConfigReport(loaded.effective())::write);
    }

    private Reply status(Request request) {
        request.refuseParametersBut(List.of());
        return Reply.json(200, new StatusReport(options.version(), readiness(), metrics.figures())::write);
    }

    private Reply scrape(Accept accept) {
        boolean asksForOpenMetrics =
                accept.prefers(SeriesFormat.OPEN_METRICS.mediaType(), SeriesFormat.TEXT.mediaType());
        Scrape scrape = metrics.scrape(asksForOpenMetrics ? SeriesFormat.OPEN_METRICS : SeriesFormat.TEXT);
        return Reply.text(200, scrape.contentType(), scrape.text());
    }
}
