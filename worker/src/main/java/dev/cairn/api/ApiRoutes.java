package dev.cairn.api;

import dev.cairn.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Every resource under `/v1`.
public final class ApiRoutes {
    private static final int SCANS_MAX = 64;

    private ApiRoutes() {}

    /// The routes of a worker.
    ///
    /// @param configured  the numbers of its shards
    /// @param open        those that can be read by now
    public static List<Route> of(Set<Integer> configured, Supplier<SortedMap<Integer, ShardView>> open) {
        Shards shards = new Shards(configured, open);
        OpenScans openScans = new OpenScans(SCANS_MAX);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new StateResources(shards).routes());
        routes.add(new ScanResource(shards, openScans).route());
        routes.add(new HistoryResource(shards).route());
        routes.addAll(new BlockResources(shards).routes());
        routes.add(new StreamResource(shards).route());
        routes.addAll(new ChangeResources(shards, openScans).routes());
        routes.add(DescriptionResource.route());
        return List.copyOf(routes);
    }
}
