package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.options.RequestOptions;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.NeedsTool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the console shows of a worker, in a real browser, beside a real worker.
@ExtendWith(BrokerOfTheClass.class)
@NeedsTool(ConsoleBrowser.CHROMIUM)
final class ConsoleOverviewIT {
    private static final int BLOCKS = 60;
    private static final String TOKEN = "has-snapshots-made-for-this-test";

    @TempDir
    private static Path folder;

    private static ConsoleBrowser browser;
    /// Has taken in all there is, for the tests that only look.
    private static RunningWorker idle;

    private final LocalBroker broker;

    ConsoleOverviewIT(LocalBroker broker) {
        this.broker = broker;
    }

    @BeforeAll
    static void startBrowserAndWorker(LocalBroker broker) {
        browser = ConsoleBrowser.start();
        SyntheticChain chain = Chains.steady(1, BLOCKS);
        Scene scene = Scene.on(broker, folder);
        scene.publish(chain.feed());
        idle = scene.start();
        idle.awaitTip(chain);
        idle.awaitAllFinalIsFlushed();
    }

    @AfterAll
    static void stopBrowserAndWorker() {
        browser.close();
        idle.close();
    }

    @Test
    void itShowsTheFiguresOfARunningWorker() throws IOException {
        JsonNode shard =
                new JsonMapper().readTree(idle.ask("/v1/status").body()).at("/shards/0");
        long finalized = idle.shard(0).marks().finalized().orElseThrow();
        assertThat(shard.at("/marks/finalized").asLong()).isEqualTo(finalized);
        try (ConsolePage console = browser.open(idle).show("/")) {
            console.await(".state .pill", "Running");
            console.await("[data-figure=height]", Integer.toString(BLOCKS - 1));
            console.await("[data-figure=lag]", "0 blocks");
            console.await("[data-mark=applied]", Integer.toString(BLOCKS - 1));
            console.await("[data-mark=finalized]", Long.toString(finalized));
            console.await("[data-mark=flushed]", Long.toString(finalized));
            console.await("[data-mark=earliest]", "0");
            console.await(".block .number", Integer.toString(BLOCKS - 1));
            assertThat(console.find(".level").count())
                    .isEqualTo(shard.at("/rocksdb/levels").size());
            assertThat(console.find(".level").first().textContent())
                    .contains(shard.at("/rocksdb/levels/0/files").asText() + " file");
            console.assertNoComplaints();
        }
    }

    @Test
    void itShowsAHaltWithItsReasonAndWhatToDo() {
        List<FeedRecord> records = Records.of(Chains.steady(3, BLOCKS));
        records.removeIf(record -> record.block() == 40 || record.block() == 41);
        Scene scene = Scene.on(broker, folder);
        scene.publish(records);
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker)) {
            Halt halt = worker.awaitHalt(HaltReason.GAP);
            console.show("/");

            console.await(".state .pill", "Halted");
            assertThat(console.find(".halt").textContent()).contains("gap", halt.what(), halt.where(), halt.whatToDo());
            assertThat(console.page().title()).startsWith("Halted");
            console.picture("halted");
            console.assertNoComplaints();
        }
    }

    @Test
    void itShowsBranchesThatAReorganisationHasReplacedWhileItIsOpen() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(4, 120);
        List<FeedRecord> records = Records.of(chain);
        int reorganisation = firstReorganisation(chain);
        int before = recordOf(chain.announced(reorganisation), records);
        scene.publish(records.subList(0, before));
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker)) {
            worker.awaitBlock(0, chain, chain.announced(reorganisation - 1));
            console.show("/");
            console.find(".block").first().waitFor();
            scene.publish(records.subList(before, recordOf(chain.announced(reorganisation + 1), records)));

            console.find(".block.replaced").first().waitFor();
            console.await(".branches + p", "1 reorganisation");
            console.picture("branches");
            console.assertNoComplaints();
        }
    }

    /// The first block announced that does not build on the one before.
    private static int firstReorganisation(SyntheticChain chain) {
        int announcement = 1;
        while (chain.isAncestor(chain.announced(announcement - 1), chain.announced(announcement))) {
            announcement++;
        }
        return announcement;
    }

    private static int recordOf(int block, List<FeedRecord> records) {
        return Records.indexOf(records, record -> record.stream() == FeedStream.BLOCKS && record.block() == block);
    }

    @Test
    void itSaysThatAWorkerIsGoneAndComesBackWithIt() {
        SyntheticChain chain = Chains.steady(6, BLOCKS);
        Scene scene = Scene.on(broker, folder);
        scene.publish(chain.feed());
        RunningWorker first = scene.start();
        int port = URI.create(first.address()).getPort();
        try (ConsolePage console = browser.open(first).show("/")) {
            console.await(".state .pill", "Running");
            first.close();
            console.await("#offline", "The worker does not answer");
            try (RunningWorker again =
                    scene.with("http.port", Integer.toString(port)).start()) {
                again.awaitTip(chain);
                console.awaitGone("#offline");
                console.await(".state .pill", "Running");
            }
        } finally {
            first.close();
        }
    }

    @Test
    void itListsSnapshotsAndSaysHowToHaveOneWhereThereIsNone() throws IOException {
        Path tokens = Files.writeString(folder.resolve("admin-tokens"), TOKEN);
        Scene scene = Scene.on(broker, folder).with("http.tokens.admin-file", tokens.toString());
        SyntheticChain chain = Chains.steady(7, BLOCKS);
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker).show("/")) {
            worker.awaitTip(chain);
            worker.awaitAllFinalIsFlushed();
            console.await(".snapshots", "There is none yet.");
            console.await(".snapshots code", worker.address() + "/v1/admin/snapshot");
            assertThat(console.page()
                            .request()
                            .post(
                                    worker.address() + "/v1/admin/snapshot",
                                    RequestOptions.create().setHeader("Authorization", "Bearer " + TOKEN))
                            .status())
                    .isEqualTo(200);

            long height = worker.shard(0).marks().snapshot().orElseThrow();
            console.await(".snapshots td", Long.toString(height));
            console.await(".snapshots td", "%020d".formatted(height));
            console.picture("snapshots");
            console.assertNoComplaints();
        }
    }

    @Test
    void eachConditionIsSaidInWords() {
        try (ConsolePage console = browser.open(idle)) {
            console.withStatus(oneShard("starting", "'explanation':'waiting for Kafka at b:1'"))
                    .show("/");
            assertSays(console, "Starting", "Waiting for Kafka at b:1.");
            console.withStatus(oneShard("waiting", "'explanation':'no answer'"));
            assertSays(console, "Waiting for Kafka", "No answer.");
            console.withStatus(oneShard("incomplete", "'explanation':'block 7 is not whole'"));
            assertSays(console, "Waiting for a block", "Block 7 is not whole.");
            console.withStatus(
                    oneShard("catching-up", "'marks':{'applied':5},'lag':{'blocks':1500},'catchUpSeconds':75"));
            assertSays(console, "Catching up", "1,500 blocks behind, caught up in about 1 min 15 s.");
            console.withStatus(oneShard("running", "'marks':{'applied':null}"));
            assertSays(console, "Running", "There is no block yet");
            console.assertNoComplaints();
        }
    }

    private static String oneShard(String condition, String more) {
        return "{'version':'1','shards':[{'shard':0,'halt':null,'condition':'%s',%s}]}"
                .formatted(condition, more)
                .replace('\'', '"');
    }

    private static void assertSays(ConsolePage console, String condition, String sentence) {
        console.await(".state .pill", condition);
        console.await(".state .sentence", sentence);
    }

    @Test
    void ofSeveralShardsOneIsChosen() {
        String status = """
                {"version": "1", "shards": [
                    {"shard": 0, "condition": "running", "halt": null, "marks": {"applied": 5}},
                    {"shard": 3, "condition": "waiting", "explanation": "no answer", "halt": null}]}
                """;
        try (ConsolePage console = browser.open(idle).withStatus(status).show("/")) {
            console.await(".state", "Shard 0");
            console.find(".all-shards a").getByText("Shard 3").click();
            console.await(".state", "Shard 3");
            assertThat(console.page().url()).contains("shard=3");
            console.find("#shard").selectOption("0");
            console.await(".state", "Shard 0");
            console.assertNoComplaints();
        }
    }
}
