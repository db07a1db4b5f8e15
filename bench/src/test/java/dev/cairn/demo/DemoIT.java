package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Screen;
import dev.cairn.terminal.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {
    private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/summary");
    private static final Pattern HEIGHT = Pattern.compile("\"height\": (\\d+)");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = Screen.plain(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aWholeChainIsTakenInAndAgreesWithTheOracle() throws Exception {
        int exitCode = new Demo(new DemoOptions(400, true, 2, 0, 5), screen, new StopRequest()).run();

        assertThat(printed())
                .contains("Verdict: everything is as the oracle says.")
                .doesNotContain("✗");
        assertThat(exitCode).isZero();
    }

    @Test
    void trafficIsMadeOnDemandAndCtrlCLeavesNothingBehind(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Process demo = start(output, scratch);
        try {
            String url = await().atMost(SOON).until(() -> url(output), found -> !found.isEmpty());

            HttpResponse<String> made = post(url + "/trigger?count=25&type=mint");
            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.body()).contains("\"blocksReplaced\": ").containsPattern("\"mint\": (2[5-9]|[3-9]\\d)");
            Matcher height = HEIGHT.matcher(made.body());
            assertThat(height.find()).isTrue();
            await().atMost(SOON)
                    .until(() -> appliedHeight(url), applied -> applied >= Long.parseLong(height.group(1)) - 3);

            assertThat(post(url + "/trigger?count=0").statusCode()).isEqualTo(400);
            assertThat(post(url + "/trigger?type=steal").body()).contains("transfer, mint, burn or mixed");

            interrupt(demo);
            await().atMost(SOON).until(() -> !demo.isAlive());
            assertThat(demo.exitValue()).isZero();
            assertThat(Files.readString(output)).contains("Stopping");
            try (Stream<Path> left = Files.list(scratch)) {
                // The library of RocksDB is left to the system by a process that ends itself.
                assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("cairn-")))
                        .isEmpty();
            }
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void aDemoWhoseBrokerIsGoneSaysSoAndFails(@TempDir Path folder) throws Exception {
        DemoOptions options = new DemoOptions(20, false, 20, 0, 5);
        SyntheticChain history = SyntheticChain.of(Demo.spec(options.seed()), options.blocks());
        try (LocalBroker broker = LocalBroker.start()) {
            broker.createTopic(DemoTopics.BLOCKS, 1, Map.of());
            broker.createTopic(DemoTopics.TRANSACTIONS, 1, Map.of());
            var topics = FeedTopics.of(DemoTopics.BLOCKS, DemoTopics.TRANSACTIONS);
            try (var publisher =
                    new FeedPublisher(broker.bootstrapServers(), history.feed(), PublisherOptions.to(topics))) {
                publisher.publishAll();
            }
            var ended = new FutureTask<>(() ->
                    new LiveRun(options, history, broker.bootstrapServers(), folder, screen, new StopRequest()).run());
            Thread.ofPlatform().daemon().start(ended);
            String url = await().atMost(SOON).until(() -> urlIn(printed()), found -> !found.isEmpty());
            // Before that it may still wait for Kafka, as it would for one that is yet to come up.
            await().atMost(SOON).until(() -> appliedHeight(url) >= 0);
            broker.kill();

            assertThat(ended.get(SOON.toSeconds(), TimeUnit.SECONDS)).isOne();
        }
        assertThat(printed()).contains("The chain does not grow any more: expected to publish the block at height ");
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Process start(Path output, Path scratch) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djava.io.tmpdir=" + scratch,
                        "-Dlogback.configurationFile=dev/cairn/bench/quiet-logback.xml",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--blocks",
                        "200",
                        "--rate",
                        "20",
                        "--port",
                        "0"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /// What Ctrl-C sends.
    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static String url(Path output) throws IOException {
        return urlIn(Files.readString(output));
    }

    private static String urlIn(String printed) {
        Matcher found = URL.matcher(printed);
        return found.find() ? found.group(1) : "";
    }

    private static HttpResponse<String> post(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static long appliedHeight(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String scrape = client.send(
                            HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return scrape.lines()
                    .filter(line -> line.startsWith("cairn_applied_height{"))
                    .map(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElse(-1L);
        }
    }
}
