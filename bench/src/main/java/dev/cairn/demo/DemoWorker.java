package dev.cairn.demo;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.http.CannotListenException;
import dev.cairn.http.Route;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import dev.cairn.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The worker of the demo: the real one, in this process.
final class DemoWorker {
    private static final int ANY_PORT = 0;

    private DemoWorker() {}

    /// Opens it at a port, or at any that is free if that one is taken. It does not run yet.
    static Worker open(
            String bootstrapServers,
            Path folder,
            int port,
            List<Route> routes,
            PipelineListener listener,
            Screen screen) {
        try {
            return open(bootstrapServers, folder, port, routes, listener);
        } catch (CannotListenException e) {
            screen.say("Port " + port + " is taken, perhaps by another worker; this one takes a free port.");
            return open(bootstrapServers, folder, ANY_PORT, routes, listener);
        }
    }

    private static Worker open(
            String bootstrapServers, Path folder, int port, List<Route> routes, PipelineListener listener) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "data-directory",
                folder.toString(),
                "source.bootstrap-servers",
                bootstrapServers,
                "source.blocks-topic",
                DemoTopics.BLOCKS,
                "source.transactions-topic",
                DemoTopics.TRANSACTIONS,
                "profile",
                "light",
                "handle.handler",
                "ledger",
                "http.port",
                Integer.toString(port)));
        ConfigInput input = new ConfigInput(Optional.empty(), Map.of(), settings);
        return new Worker(ConfigLoader.load(input).worker(), new WorkerOptions("demo", routes, listener));
    }
}
