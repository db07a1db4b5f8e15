package dev.cairn.metrics;

import dev.cairn.marks.MarkBoard;
import dev.cairn.model.ShardPartitions;
import dev.cairn.storage.Storage;
import dev.cairn.thread.Clocks;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/// Everything a worker tells of itself. A scrape asks marks, progress and storage once each, and takes no lock that a
/// writer takes. **Threading:** any.
public final class WorkerMetrics implements AutoCloseable {
    /// Series of Kafka's client come into being while it runs, such as those of each partition.
    private static final Duration LOOK_FOR_NEW_CLIENT_SERIES = Duration.ofSeconds(10);

    private final String version;
    private final Clocks clocks;
    private final Instant startedAt;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ScheduledExecutorService clientSeries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-metrics").factory());
    private final Map<Integer, KafkaClientMetrics> clients = new ConcurrentHashMap<>();
    private final List<Shard> shards = new CopyOnWriteArrayList<>();
    private final List<ServingFigures> serving = new CopyOnWriteArrayList<>();
    private final Lock scraping = new ReentrantLock();

    public WorkerMetrics(String version, Clocks clocks) {
        this.version = version;
        this.clocks = clocks;
        startedAt = clocks.timeOfDay().instant();
        // Micrometer turns a gauge of this name into `cairn_info`; under any other, the ending is taken away.
        var _ = Gauge.builder("cairn.info", () -> 1)
                .description("The release that runs")
                .tags("version", version)
                .register(registry);
        bindProcess();
    }

    private record Shard(int number, BufferLimits limits, PipelineMetrics metrics) {
        ShardFigures figures() {
            return new ShardFigures(metrics.progress(), limits, metrics.storageStats());
        }
    }

    private void bindProcess() {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (ResidentMemory.bytes().isPresent()) {
            var _ = Gauge.builder(
                            "process_resident_memory_bytes",
                            () -> ResidentMemory.bytes().orElse(0))
                    .description("What the process holds of the machine's memory, heap and native together")
                    .register(registry);
        }
    }

    /// The series of one more shard; its loops tell what is given back.
    public PipelineMetrics addShard(ShardPartitions partitions, MarkBoard marks, Storage storage, BufferLimits limits) {
        PipelineMetrics metrics = new PipelineMetrics(registry, partitions, marks, storage, limits, clocks);
        shards.add(new Shard(partitions.shard(), limits, metrics));
        return metrics;
    }

    /// Takes one away that is closed. What it counted goes on when it is added again; the rest is not true any more.
    public void removeShard(int number) {
        scraping.lock();
        try {
            shards.stream()
                    .filter(shard -> shard.number() == number)
                    .forEach(shard -> shard.metrics().hide());
            shards.removeIf(shard -> shard.number() == number);
        } finally {
            scraping.unlock();
        }
        KafkaClientMetrics client = clients.remove(number);
        if (client != null) {
            client.close();
        }
    }

    /// What is asked over HTTP, of all shards together.
    public void addServing(ServingFigures figures) {
        gauge("cairn_http_connections", "Connections that are open", figures.connections());
        gauge("cairn_http_streams", "Streams of blocks that are open", figures.streams());
        gauge("cairn_http_scans", "Lists of keys and changes that are being read", figures.scans());
        gauge(
                "cairn_http_answer_bytes",
                "Bytes of answers that wait to be read by their clients",
                figures.answerBytes());
        // The registry holds what it counts by weak references.
        serving.add(figures);
        figures.requests().forEach((outcome, count) -> {
            var _ = FunctionCounter.builder("cairn_http_requests_total", count, LongSupplier::getAsLong)
                    .description("Requests, by what came of them")
                    .tags("outcome", outcome)
                    .register(registry);
        });
    }

    private void gauge(String name, String description, IntSupplier value) {
        var _ = Gauge.builder(name, value::getAsInt).description(description).register(registry);
    }

    /// What Kafka's own client measures, as `kafka_consumer_…`. It reads the consumer's figures only, which any thread
    /// may.
    public void addConsumer(int shard, Consumer<?, ?> consumer) {
        KafkaClientMetrics client = new KafkaClientMetrics(
                consumer, Tags.of("shard", Integer.toString(shard)), clientSeries, LOOK_FOR_NEW_CLIENT_SERIES);
        client.bindTo(registry);
        clients.put(shard, client);
    }

    /// All series.
    public Scrape scrape(SeriesFormat format) {
        scraping.lock();
        try {
            shards.forEach(shard -> shard.metrics().show());
        } finally {
            scraping.unlock();
        }
        return new Scrape(format.contentType(), registry.scrape(format.contentType()));
    }

    /// How all shards are doing, as a page for people.
    ///
    /// @param numbers   of the shards there have to be
    /// @param starting  what those do that were not added yet
    public String summary(Collection<Integer> numbers, String starting) {
        Instant now = clocks.timeOfDay().instant();
        SortedMap<Integer, String> byShard = new TreeMap<>();
        numbers.forEach(number -> byShard.put(number, "shard " + number + ": starting: " + starting + "\n"));
        figures().forEach((number, figures) -> byShard.put(number, new ShardSummary(number, figures, now).text()));
        return "cairn " + version + ", up " + Figures.duration(Duration.between(startedAt, now)) + "\n\n"
                + String.join("\n", byShard.values()) + "\n" + process();
    }

    /// How the shards are doing that were added, by their number.
    public SortedMap<Integer, ShardFigures> figures() {
        SortedMap<Integer, ShardFigures> figures = new TreeMap<>();
        shards.forEach(shard -> figures.put(shard.number(), shard.figures()));
        return figures;
    }

    private static String process() {
        Runtime runtime = Runtime.getRuntime();
        String heap = "process: heap %s of %s"
                .formatted(
                        Figures.bytes(runtime.totalMemory() - runtime.freeMemory()),
                        Figures.bytes(runtime.maxMemory()));
        return ResidentMemory.bytes().stream()
                .mapToObj(bytes -> heap + ", resident " + Figures.bytes(bytes) + "\n")
                .findFirst()
                .orElse(heap + "\n");
    }

    @Override
    public void close() {
        clients.values().forEach(KafkaClientMetrics::close);
        clientSeries.shutdownNow();
        collections.close();
        registry.close();
    }
}
