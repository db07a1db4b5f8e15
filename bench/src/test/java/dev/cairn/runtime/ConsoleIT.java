package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.HistoryPage;
import dev.cairn.read.KeyHistory;
import dev.cairn.read.StateScan;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The console in a real browser, beside a real worker.
@ExtendWith(BrokerOfTheClass.class)
@NeedsTool(ConsoleBrowser.CHROMIUM)
final class ConsoleIT {
    private static final int BLOCKS = 60;
    private static final int PAST = 30;
    private static final String TOKEN = "opens-the-console-of-this-test";
    /// A value of as many bytes is hardly ever text.
    private static final int NO_TEXT_BYTES = 16;

    private static final long MORE_THAN_TWO_HEARTBEATS_MS = 31_000;

    @TempDir
    private static Path folder;

    private static ConsoleBrowser browser;
    /// Has taken in all there is, for the tests that only look.
    private static RunningWorker idle;

    private final LocalBroker broker;

    ConsoleIT(LocalBroker broker) {
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
    void itFindsAKeyAtAPastHeightAndSlidesOverItsHistory() {
        Entry entry = anEntryAtThePast();
        try (ConsolePage console = browser.open(idle).show("/")) {
            Page page = console.page();
            console.find("nav a").getByText("Key").click();
            page.getByLabel("Key is written as").selectOption("hex");
            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(entry.keyHex());
            page.getByLabel("At height").fill(Integer.toString(PAST));
            page.keyboard().press("Enter");

            console.await("[data-figure=value]", entry.valueHex());
            console.await(".keypanel", "As of block " + PAST);
            assertThat(page.url()).contains("height=" + PAST);

            page.getByLabel("Slide over the heights").focus();
            page.keyboard().press("ArrowRight");
            console.await(".keypanel", "As of block " + (PAST + 1));
            console.assertNoComplaints();
        }
    }

    @Test
    void itGoesFromChangeToChangeAlsoAmongThoseThatItHasNotLoaded() {
        Changed changed = aKeyThatChangedFourTimes();
        try (ConsolePage console = browser.open(idle).withVersionsAtOnce(1)) {
            console.show("/key?key=" + changed.keyHex() + "&height="
                    + changed.heights().get(2));
            console.await(".keypanel", "The newest 1 change is marked");
            assertMoves(console, "Later change", changed.heights().get(1));
            assertMoves(console, "Later change", changed.heights().get(0));
            assertMoves(console, "Earlier change", changed.heights().get(1));
            assertMoves(console, "Earlier change", changed.heights().get(2));
            assertMoves(console, "Earlier change", changed.heights().get(3));
            console.assertNoComplaints();
        }
    }

    private static void assertMoves(ConsolePage console, String button, long height) {
        console.page().getByLabel(button).click();
        console.await(".keypanel", " at height " + height + ".");
    }

    @Test
    void aStreamThatFallsSilentIsBegunAnew() {
        try (ConsolePage console = browser.open(idle).withSilentStreams()) {
            console.page().clock().install();
            console.show("/").awaitStreamsBegun(1);
            console.page().clock().fastForward(MORE_THAN_TWO_HEARTBEATS_MS);
            console.awaitStreamsBegun(2);
        }
    }

    @Test
    void aTabThatNobodySeesFollowsNoStream() {
        try (ConsolePage console = browser.open(idle).show("/")) {
            console.awaitStreamsBegun(1);
            console.hide(true);
            console.awaitStreamsLeft(1);
            console.hide(false);
            console.awaitStreamsBegun(2);
        }
    }

    @Test
    void withTheKeyboardAloneOneSkipsTheHeaderAndReadsAChart() {
        try (ConsolePage console = browser.open(idle).show("/")) {
            console.await(".state .pill", "Running");
            Page page = console.page();
            page.keyboard().press("Tab");
            assertThat(focused(page)).isEqualTo("Skip to the content");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("ArrowLeft");
            console.await(".chart .when", "ago");
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
    void whereReadersNeedATokenItAsksForOneAndKeepsItInTheTab() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
        SyntheticChain chain = Chains.steady(5, BLOCKS);
        Scene scene = Scene.on(broker, folder).with("http.tokens.read-file", tokens.toString());
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker)) {
            worker.awaitTip(chain);
            console.show("/");
            giveToken(console, "not-the-one-of-this-test");
            console.await("#token-why", "does not know the token");
            giveToken(console, TOKEN);

            console.await("[data-figure=height]", Integer.toString(BLOCKS - 1));
            console.await(".block .number", Integer.toString(BLOCKS - 1));
            Page page = console.page();
            assertThat(page.evaluate("JSON.stringify(localStorage) + document.cookie + location.href")
                            .toString())
                    .doesNotContain(TOKEN);
            page.reload();
            console.await("[data-figure=height]", Integer.toString(BLOCKS - 1));
        }
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

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, DARK"})
    void nothingIsWiderThanTheScreen(int width, ColorScheme scheme) {
        String key = anEntryAtThePast().keyHex();
        try (ConsolePage console = browser.open(idle, width, scheme)) {
            for (String view : List.of(
                    "/",
                    "/key?key=" + key + "&height=" + PAST,
                    "/range",
                    "/block?block=" + PAST,
                    "/diff?from=10&to=20")) {
                console.show(view);
                console.find(view.equals("/") ? ".block" : "td").first().waitFor();

                assertThat(console.page().evaluate("document.documentElement.scrollWidth"))
                        .as(view)
                        .isEqualTo(width);
                console.picture("view" + view.replaceFirst("^/([a-z]*).*", "-$1") + "-" + width);
            }
            console.assertNoComplaints();
        }
    }

    private static void giveToken(ConsolePage console, String token) {
        console.find("#token").fill(token);
        console.page().keyboard().press("Enter");
    }

    private static String focused(Page page) {
        return page.evaluate("document.activeElement.textContent").toString();
    }

    /// @param heights  newest first
    private record Changed(String keyHex, List<Long> heights) {}

    private static Changed aKeyThatChangedFourTimes() {
        if (idle.reader().scan(KeyRange.all(), ScanDirection.ASCENDING, new HeightSelector.Latest())
                instanceof Answer.Known<StateScan>(var _, var scan)) {
            try (scan) {
                while (scan.next()) {
                    List<Long> heights = changes(scan.key());
                    if (heights.size() >= 4) {
                        return new Changed(scan.key().bytes().toHex(), heights);
                    }
                }
            }
        }
        throw new AssertionError("expected a key that was written or deleted at four heights");
    }

    private static List<Long> changes(StateKey key) {
        return idle.reader().history(key, new HeightSelector.Latest(), HistoryPage.newest(10))
                        instanceof Answer.Known<KeyHistory>(var _, var history)
                ? history.versions().stream()
                        .map(version -> version.height().value())
                        .toList()
                : List.of();
    }

    private record Entry(String keyHex, String valueHex) {}

    private static Entry anEntryAtThePast() {
        var past = new HeightSelector.At(new BlockHeight(PAST));
        if (idle.reader().scan(KeyRange.all(), ScanDirection.ASCENDING, past)
                instanceof Answer.Known<StateScan>(var _, var scan)) {
            try (scan) {
                while (scan.next()) {
                    if (scan.value().bytes().length() >= NO_TEXT_BYTES) {
                        return new Entry(
                                scan.key().bytes().toHex(), scan.value().bytes().toHex());
                    }
                }
            }
        }
        throw new AssertionError("expected a key with a long value at height " + PAST);
    }
}
