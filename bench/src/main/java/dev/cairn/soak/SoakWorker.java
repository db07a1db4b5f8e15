package dev.cairn.soak;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.client.AdminTask;
import dev.cairn.client.CairnClient;
import dev.cairn.client.ClientConfig;
import dev.cairn.client.ShardStatus;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import dev.cairn.feed.FeedTopics;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The worker in this process, asked over HTTP as its users and operators ask it. It keeps little history and takes
/// many snapshots, so that everything it does comes round often. **Threading:** one thread.
final class SoakWorker implements AutoCloseable {
    private static final String TOKEN = "administers-the-soak";
    private static final int HEIGHTS_KEPT = 400;
    private static final Duration LOOKED_EVERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LoadedConfig config;
    private final Path data;
    private final int port = FreePorts.any();
    private final CairnClient client;
    private @Nullable Worker worker;

    SoakWorker(LocalBroker broker, FeedTopics topics, Path folder) throws IOException {
        data = folder.resolve("data");
        Path tokens = Files.writeString(folder.resolve("admin-tokens"), TOKEN);
        Map<String, String> settings = new HashMap<>();
        settings.put("data-directory", data.toString());
        settings.put("profile", "light");
        settings.put("source.bootstrap-servers", broker.bootstrapServers());
        settings.put("source.blocks-topic", topics.blocks());
        settings.put("source.transactions-topic", topics.transactions());
        settings.put("source.group-id", "soak");
        settings.put("assemble.finality-depth", Integer.toString(SoakPlan.FINALITY_DEPTH));
        settings.put("flush.blocks", "20");
        settings.put("flush.interval", "200ms");
        settings.put("mvcc.cache-bytes-max", "4 MiB");
        settings.put("retention.blocks", Integer.toString(HEIGHTS_KEPT));
        settings.put("retention.check-interval", "1s");
        settings.put("snapshots.every-blocks", "200");
        settings.put("snapshots.interval-min", "0s");
        settings.put("snapshots.keep", "3");
        settings.put("http.port", Integer.toString(port));
        settings.put("http.tokens.admin-file", tokens.toString());
        config = ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), settings));
        client = new CairnClient(ClientConfig.of(address()).withToken(TOKEN));
    }

    /// Starts, and returns when blocks are applied.
    void open() throws InterruptedException {
        worker = new Worker(config, WorkerOptions.standard("soak"));
        worker.start();
    }

    /// As on SIGTERM and another start.
    void reopen() throws InterruptedException {
        closeWorker();
        open();
    }

    /// Goes back to some height that is kept, and returns when that is done; what follows comes from Kafka again.
    void rewind(Random random) throws InterruptedException {
        ShardStatus.Heights marks = marks();
        if (marks.applied().isEmpty() || marks.earliest().isEmpty()) {
            return;
        }
        long applied = marks.applied().getAsLong();
        long earliest = marks.earliest().getAsLong();
        // The floor rises meanwhile, so the older half of what is kept is left alone.
        long to = applied - 1 - random.nextLong(Math.max(1, (applied - earliest) / 2));
        if (to <= earliest) {
            return;
        }
        AdminTask begun =
                client.begin("rewind", Map.of("to", Long.toString(to))).getFirst();
        AdminTask now = begun;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (now.isRunning() && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOKED_EVERY);
            now = client.tasks().stream().filter(begun::isSameAs).findFirst().orElse(begun);
        }
        if (now.isRunning() || now.isFailed()) {
            throw new IllegalStateException("expected to rewind to height " + to + ", but "
                    + now.explanation().orElse("it has not ended within " + PATIENCE.toSeconds() + " s"));
        }
    }

    /// Waits until a height is visible, on whatever branch.
    void awaitApplied(long height) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        OptionalLong applied = marks().applied();
        while (applied.orElse(-1) < height) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("expected height " + height + " to be applied within "
                        + PATIENCE.toSeconds() + " s, but the worker is at "
                        + (applied.isPresent() ? applied.getAsLong() : "no height"));
            }
            Thread.sleep(LOOKED_EVERY);
            applied = marks().applied();
        }
    }

    /// @throws IllegalStateException  if it applies no blocks
    ShardStatus.Heights marks() {
        List<ShardStatus> shards = client.status().value().shards();
        ShardStatus shard = shards.getFirst();
        shard.halt().ifPresent(halt -> {
            throw new IllegalStateException("expected the worker to go on, but it halted: " + halt.reason() + ", "
                    + halt.what() + "; " + halt.where());
        });
        return shard.progress()
                .map(ShardStatus.Progress::marks)
                .orElseThrow(() -> new IllegalStateException("expected an open shard, but it is " + shard.condition()));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// All that it has on disk.
    Path data() {
        return data;
    }

    private void closeWorker() {
        Worker open = worker;
        worker = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        client.close();
        closeWorker();
    }
}
