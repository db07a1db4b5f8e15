package dev.cairn.api;

import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.http.Route;
import dev.cairn.http.Shards;
import dev.cairn.read.ReadsEndedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Every resource under `/v1`.
public final class ApiRoutes {
    private ApiRoutes() {}

    /// The routes of a worker.
    ///
    /// @param configured  the numbers of its shards
    /// @param open        those that can be read by now
    /// @param openScans   lists that are being read, of all shards together
    public static List<Route> of(
            Set<Integer> configured, Supplier<SortedMap<Integer, ShardView>> open, OpenScans openScans) {
        Shards<ShardView> shards = new Shards<>(configured, open);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new StateResources(shards, openScans.turns()).routes());
        routes.add(new ScanResource(shards, openScans).route());
        routes.add(new HistoryResource(shards, openScans.turns()).route());
        routes.addAll(new BlockResources(shards).routes());
        routes.add(new StreamResource(shards).route());
        routes.addAll(new ChangeResources(shards, openScans).routes());
        routes.add(DescriptionResource.route());
        return routes.stream().map(Route::growing).map(ApiRoutes::untilReadsEnd).toList();
    }

    /// A worker closes its databases first and stops to answer last, so that whoever asks meanwhile is told.
    private static Route untilReadsEnd(Route route) {
        return route.answeredBy(request -> {
            try {
                return route.handler().answer(request);
            } catch (ReadsEndedException _) {
                throw new RefusedException(Problem.closing());
            }
        });
    }
}
