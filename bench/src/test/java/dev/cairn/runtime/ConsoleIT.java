package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.StateScan;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.NeedsTool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The console in a real browser, beside a real worker.
@ExtendWith(BrokerOfTheClass.class)
@NeedsTool(ConsolePage.CHROMIUM)
final class ConsoleIT {
    private static final int BLOCKS = 60;
    private static final int PAST = 30;
    private static final Path PICTURES = Path.of("target", "console");
    /// A value of as many bytes is hardly ever text.
    private static final int NO_TEXT_BYTES = 16;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    ConsoleIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void itShowsTheFiguresOfARunningWorker() {
        SyntheticChain chain = Chains.steady(1, BLOCKS);
        Scene scene = Scene.on(broker, folder);
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = ConsolePage.of(worker)) {
            worker.awaitTip(chain);
            worker.awaitAllFinalIsFlushed();
            Page page = console.open("/");

            ConsolePage.await(page.locator(".pill"), "Running");
            ConsolePage.await(page.locator("[data-figure=height]"), Integer.toString(BLOCKS - 1));
            long finalized = worker.shard(0).marks().finalized().orElseThrow();
            ConsolePage.await(page.locator("[data-mark=finalized]"), Long.toString(finalized));
            ConsolePage.await(page.locator("[data-mark=flushed]"), Long.toString(finalized));
            ConsolePage.await(page.locator("[data-figure=lag]"), "0 blocks");
            ConsolePage.await(page.locator(".block .number").first(), Integer.toString(BLOCKS - 1));
            console.assertNoComplaints();
        }
    }

    @Test
    void itFindsAKeyAtAPastHeightAndSlidesOverItsHistory() {
        SyntheticChain chain = Chains.steady(2, BLOCKS);
        Scene scene = Scene.on(broker, folder);
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = ConsolePage.of(worker)) {
            worker.awaitTip(chain);
            Entry entry = anEntryAtThePast(worker);
            Page page = console.open("/");
            page.locator("nav a").getByText("Key").click();
            page.getByLabel("Key is written as").selectOption("hex");
            page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(entry.keyHex());
            page.getByLabel("At height").fill(Integer.toString(PAST));
            page.keyboard().press("Enter");

            Locator value = page.locator("[data-figure=value]");
            ConsolePage.await(value, entry.valueHex());
            ConsolePage.await(page.locator(".keypanel"), "As of block " + PAST);
            assertThat(page.url()).contains("height=" + PAST);

            page.getByLabel("Slide over the heights").focus();
            page.keyboard().press("ArrowRight");
            ConsolePage.await(page.locator(".keypanel"), "As of block " + (PAST + 1));
        }
    }

    @Test
    void itShowsAHaltWithItsReasonAndWhatToDo() {
        List<FeedRecord> records = Records.of(Chains.steady(3, BLOCKS));
        records.removeIf(record -> record.block() == 40 || record.block() == 41);
        Scene scene = Scene.on(broker, folder);
        scene.publish(records);
        try (RunningWorker worker = scene.start();
                ConsolePage console = ConsolePage.of(worker)) {
            Halt halt = worker.awaitHalt(HaltReason.GAP);
            Page page = console.open("/");

            ConsolePage.await(page.locator(".pill"), "Halted");
            assertThat(page.locator(".halt").textContent()).contains("gap", halt.what(), halt.where(), halt.whatToDo());
            page.screenshot(picture("halted"));
            console.assertNoComplaints();
        }
    }

    @Test
    void itShowsBranchesThatAReorganisationHasReplacedWhileItIsOpen() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(4, 120);
        List<FeedRecord> records = Records.of(chain);
        int half = records.size() / 2;
        scene.publish(records.subList(0, half));
        try (RunningWorker worker = scene.start();
                ConsolePage console = ConsolePage.of(worker)) {
            worker.awaitApplied(20);
            Page page = console.open("/");
            page.locator(".block").first().waitFor();
            scene.publish(records.subList(half, records.size()));

            page.locator(".block.replaced").first().waitFor();
            page.screenshot(picture("branches"));
            console.assertNoComplaints();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void nothingIsWiderThanTheScreen(int width, ColorScheme scheme) {
        SyntheticChain chain = Chains.steady(5, BLOCKS);
        Scene scene = Scene.on(broker, folder);
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = ConsolePage.of(worker)) {
            worker.awaitTip(chain);
            String key = anEntryAtThePast(worker).keyHex();
            for (String view : List.of(
                    "/",
                    "/key?key=" + key + "&height=" + PAST,
                    "/range",
                    "/block?block=" + PAST,
                    "/diff?from=10&to=20")) {
                Page page = console.open(view, width, scheme);
                page.locator(view.equals("/") ? ".block" : "table").first().waitFor();

                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as(view)
                        .isEqualTo(width);
                page.screenshot(
                        picture("view" + view.replaceFirst("^/([a-z]*).*", "-$1") + "-" + width + "-" + scheme));
            }
            console.assertNoComplaints();
        }
    }

    private record Entry(String keyHex, String valueHex) {}

    private static Entry anEntryAtThePast(RunningWorker worker) {
        var past = new HeightSelector.At(new BlockHeight(PAST));
        if (worker.reader().scan(KeyRange.all(), ScanDirection.ASCENDING, past)
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

    private static Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true);
    }
}
