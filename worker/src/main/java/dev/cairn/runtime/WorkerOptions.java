package dev.cairn.runtime;

import dev.cairn.http.Route;
import dev.cairn.pipeline.PipelineListener;
import java.util.List;

/// What a worker can be given beside its configuration.
///
/// @param version   as it is shown
/// @param routes    more of them, for the operators' page
/// @param listener  hears what all shards do
public record WorkerOptions(String version, List<Route> routes, PipelineListener listener) {
    public WorkerOptions {
        routes = List.copyOf(routes);
    }

    public static WorkerOptions standard(String version) {
        return new WorkerOptions(version, List.of(), PipelineListener.NONE);
    }
}
