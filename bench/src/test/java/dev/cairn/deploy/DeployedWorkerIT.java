package dev.cairn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Finality;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.NeedsTool;
import dev.cairn.testing.Skipping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A worker as the image runs it, and what is deployed beside it. One worker serves all tests, in the order of its
/// life.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DeployedWorkerIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FINALITY_DEPTH = 16;
    private static final int CURL_COULD_NOT_CONNECT = 7;

    private static final int PORT = FreePorts.any();

    @TempDir
    private static Path folder;

    private static LocalBroker broker;
    private static Fork worker;
    private static FeedPublisher publisher;

    @BeforeAll
    static void aWorkerFollowsAChain() throws Exception {
        broker = LocalBroker.start();
        broker.createTopic("blocks", 1, Map.of());
        broker.createTopic("transactions", 1, Map.of());
        // A small heap is collected often, and quick flushes make quick work. A JVM that cannot use what an earlier one
        // learnt would start all the same, but not if it is told that it has to.
        worker = InstalledWorker.in(folder).start(environment(), folder.resolve("worker.log"));
        publisher = new FeedPublisher(
                broker.bootstrapServers(),
                chain().feed(),
                PublisherOptions.to(FeedTopics.of("blocks", "transactions")).withPace(Pace.blocksPerSecond(50)));
        Thread.ofPlatform().daemon().start(new FutureTask<>(() -> {
            publisher.publishAll();
            return true;
        }));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(worker.printed()).contains("shard runs"));
    }

    private static Map<String, String> environment() throws IOException {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Map<String, String> environment = new TreeMap<>(Map.of(
                "CAIRN_JAVA_OPTS", "-Xmx256m -XX:AOTMode=on",
                "CAIRN_PROFILE", "light",
                "CAIRN_ASSEMBLE_BUFFERED_BYTES_MAX", "32 MiB",
                "CAIRN_MVCC_CACHE_BYTES_MAX", "16 MiB",
                "CAIRN_ASSEMBLE_FINALITY_DEPTH", Integer.toString(FINALITY_DEPTH),
                "CAIRN_FLUSH_INTERVAL", "100ms"));
        environment.putAll(Map.of(
                "CAIRN_SNAPSHOTS_EVERY_BLOCKS", "100",
                "CAIRN_SNAPSHOTS_INTERVAL_MIN", "1s",
                "CAIRN_SNAPSHOTS_REPOSITORY_KIND", "directory",
                "CAIRN_SNAPSHOTS_REPOSITORY_DIRECTORY", repository.toString()));
        environment.putAll(Map.of(
                "CAIRN_DATA_DIRECTORY", folder.resolve("data").toString(),
                "CAIRN_HTTP_HOST", "127.0.0.1",
                "CAIRN_HTTP_PORT", Integer.toString(PORT),
                "CAIRN_SOURCE_BOOTSTRAP_SERVERS", broker.bootstrapServers()));
        return environment;
    }

    private static SyntheticChain chain() {
        return SyntheticChain.of(
                ChainSpec.standard()
                        .withSeed(1)
                        .withReorgs(ReorgSpec.of(0.1, FINALITY_DEPTH))
                        .withFinality(new Finality(FINALITY_DEPTH, true)),
                600);
    }

    @AfterAll
    static void allEnds() {
        publisher.close();
        worker.close();
        broker.close();
    }

    @Test
    @Order(1)
    @EnabledOnOs(OS.LINUX)
    void itTakesItsMemoryFromTheAllocatorOfTheImage() throws IOException {
        String mapped =
                Files.readString(Path.of("/proc", Long.toString(worker.process().pid()), "maps"));
        String allocator = ImageFile.environment().getOrDefault("LD_PRELOAD", "");

        if (!mapped.contains(allocator)
                && worker.printed().contains(allocator + "' from LD_PRELOAD cannot be preloaded")) {
            new Skipping(System.getenv()).say("the allocator", allocator + " is not installed", "Install it");
            return;
        }
        assertThat(allocator).isNotEmpty();
        assertThat(mapped).contains(allocator);
    }

    @Test
    @Order(2)
    @NeedsTool("curl")
    void theImagesHealthCheckTellsAWorkerThatAnswersFromOneThatDoesNot() {
        assertThat(healthCheckAt(PORT)).isEqualTo(new Ran(0, ""));
        assertThat(healthCheckAt(FreePorts.any()).exitCode()).isEqualTo(CURL_COULD_NOT_CONNECT);
    }

    private static Ran healthCheckAt(int port) {
        List<String> command = ImageFile.healthCheck().stream()
                .map(word -> word.replace(":9091/", ":" + port + "/"))
                .toList();
        return Ran.in(folder, command);
    }

    @Test
    @Order(3)
    @NeedsTool("prometheus")
    void everyExpressionOfDashboardAndAlertsReturnsData(@TempDir Path prometheus) throws IOException {
        List<String> silent = new ArrayList<>(Stream.of(
                        Dashboard.expressions().values().stream().flatMap(List::stream),
                        Dashboard.seriesOfChoices(),
                        AlertRule.all().stream().map(AlertRule::alwaysTelling))
                .flatMap(expressions -> expressions)
                .toList());
        try (PrometheusProcess database = PrometheusProcess.scraping(PORT, prometheus)) {
            Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                silent.removeIf(database::hasDataFor);
                assertThat(silent).isEmpty();
            });
        }
    }

    @Test
    @Order(4)
    void askedToEndItEndsWithSuccess() throws InterruptedException {
        assertThat(worker.stop()).as(worker.printed()).isZero();
    }
}
