package dev.cairn.demo;

import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.http.CannotListenException;
import dev.cairn.http.Route;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Shard;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import dev.cairn.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// The worker of the demo: the real one, in this process.
final class DemoWorker {
    private static final int ANY_PORT = 0;
    private static final int LOOK_AFTER_MS = 100;

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

    /// Lets it run, as soon as Kafka answers it. That may be never, so meanwhile it is looked whether the worker is
    /// wanted still. Empty if it is not; closing it then also ends its waiting.
    static Optional<Shard> start(Worker worker, BooleanSupplier isUnwanted) throws InterruptedException {
        var started = new FutureTask<>(() -> {
            worker.start();
            return worker.shards().sequencedValues().getFirst();
        });
        Thread.ofPlatform().daemon().name("start-worker").start(started);
        while (!isUnwanted.getAsBoolean()) {
            try {
                return Optional.of(started.get(LOOK_AFTER_MS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException _) {
                // Not yet.
            } catch (ExecutionException e) {
                throw new IllegalStateException("expected the worker to start, but " + e.getCause(), e);
            }
        }
        return Optional.empty();
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
        return new Worker(ConfigLoader.load(input), new WorkerOptions("demo", routes, listener));
    }
}
