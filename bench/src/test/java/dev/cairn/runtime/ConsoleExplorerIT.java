package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.cairn.broker.LocalBroker;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.read.Answer;
import dev.cairn.read.HeightSelector;
import dev.cairn.read.HistoryPage;
import dev.cairn.read.KeyHistory;
import dev.cairn.read.StateScan;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.NeedsTool;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the console shows of the state, in a real browser, beside a real worker; and that all of it can be seen and
/// reached.
@ExtendWith(BrokerOfTheClass.class)
@NeedsTool(ConsoleBrowser.CHROMIUM)
final class ConsoleExplorerIT {
    private static final int BLOCKS = 60;
    private static final int PAST = 30;
    /// A value of as many bytes is hardly ever text.
    private static final int NO_TEXT_BYTES = 16;

    @TempDir
    private static Path folder;

    private static ConsoleBrowser browser;
    /// Has taken in all there is.
    private static RunningWorker idle;

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
