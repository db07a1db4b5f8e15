package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.broker.FreePorts;
import dev.cairn.broker.LocalBroker;
import dev.cairn.commands.StopRequest;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.runtime.OperatorsPage;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Screen;
import dev.cairn.testing.NeedsTool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {
    private static final Pattern HEIGHT = Pattern.compile("\"height\": (\\d+)");
    /// A demo starts and ends within some seconds; the rest is for a machine that is busy.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

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
    @NeedsTool(DemoProcess.PERL)
    void trafficIsMadeOnDemandAndCtrlCLeavesNothingBehind(@TempDir Path folder) throws Exception {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        DemoProcess demo = DemoProcess.start(folder.resolve("output"), scratch);
        try {
            OperatorsPage page = await().atMost(PATIENCE)
                    .until(demo::page, Optional::isPresent)
                    .orElseThrow();

            HttpResponse<String> made = page.post("/trigger?count=25&type=mint");
            assertThat(made.statusCode()).isEqualTo(200);
            assertThat(made.body()).contains("\"blocksReplaced\": ").containsPattern("\"mint\": (2[5-9]|[3-9]\\d)");
            Matcher height = HEIGHT.matcher(made.body());
            assertThat(height.find()).isTrue();
            await("the block that was asked for")
                    .atMost(PATIENCE)
                    .until(() -> appliedHeight(page), applied -> applied >= Long.parseLong(height.group(1)) - 3);

            assertThat(page.post("/trigger?count=0").statusCode()).isEqualTo(400);
            assertThat(page.post("/trigger?type=steal").body()).contains("transfer, mint, burn or mixed");

            demo.interrupt();
            await("the end after Ctrl-C").atMost(PATIENCE).until(() -> !demo.isAlive());
            assertThat(demo.exitCode()).isZero();
            assertThat(demo.output()).contains("Stopping");
            try (Stream<Path> left = Files.list(scratch)) {
                // The library of RocksDB is left to the system by a process that ends itself.
                assertThat(left.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("cairn-")))
                        .isEmpty();
            }
        } catch (Exception | AssertionError e) {
            e.addSuppressed(new IllegalStateException(demo.whatItTells()));
            throw e;
        } finally {
            demo.kill();
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
            FutureTask<Integer> run = inBackground(
                    new LiveRun(options, history, broker.bootstrapServers(), folder, screen, new StopRequest()));
            OperatorsPage page = await().atMost(PATIENCE)
                    .until(() -> DemoProcess.pageNamedIn(printed()), Optional::isPresent)
                    .orElseThrow();
            await().atMost(PATIENCE).until(() -> appliedHeight(page) >= 0);
            broker.kill();

            assertThat(ended(run)).isOne();
        }
        assertThat(printed()).contains("The chain does not grow any more: expected to publish the block at height ");
    }

    @Test
    void aDemoWhoseBrokerNeverAnswersSaysSoAndFails(@TempDir Path folder) throws Exception {
        assertThat(ended(liveRun(folder, new StopRequest()))).isOne();
        assertThat(printed()).contains("The chain does not grow any more: expected to publish the block at height ");
    }

    @Test
    void whileItsBrokerDoesNotAnswerItHearsCtrlC(@TempDir Path folder) throws Exception {
        StopRequest stop = new StopRequest();
        FutureTask<Integer> run = liveRun(folder, stop);
        var _ = await().atMost(PATIENCE).until(() -> DemoProcess.pageNamedIn(printed()), Optional::isPresent);
        stop.make();
        assertThat(ended(run)).isZero();
    }

    /// Beside no broker at all.
    private FutureTask<Integer> liveRun(Path folder, StopRequest stop) {
        String nobody = "127.0.0.1:" + FreePorts.any();
        DemoOptions options = new DemoOptions(20, false, 20, 0, 5);
        SyntheticChain history = SyntheticChain.of(Demo.spec(options.seed()), options.blocks());
        return inBackground(new LiveRun(options, history, nobody, folder, screen, stop));
    }

    private static FutureTask<Integer> inBackground(LiveRun run) {
        var task = new FutureTask<>(run::run);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static int ended(FutureTask<Integer> run) throws Exception {
        return run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static double appliedHeight(OperatorsPage page) {
        return page.sample("cairn_applied_height{").orElse(-1);
    }
}
