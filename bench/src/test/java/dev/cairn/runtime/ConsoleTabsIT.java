package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.cairn.broker.LocalBroker;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What several tabs of the console share and what each has alone, in a real browser, beside a real worker.
@ExtendWith(BrokerOfTheClass.class)
@NeedsTool(ConsoleBrowser.CHROMIUM)
final class ConsoleTabsIT {
    private static final int BLOCKS = 60;
    /// Browsers open one connection fewer to a worker.
    private static final int TABS = 7;

    private static final String TOKEN = "opens-the-console-of-this-test";
    private static final long MORE_THAN_TWO_HEARTBEATS_MS = 31_000;

    @TempDir
    private static Path folder;

    private static ConsoleBrowser browser;

    private final Scene scene;
    private final SyntheticChain chain = Chains.steady(5, BLOCKS);

    ConsoleTabsIT(LocalBroker broker) {
        scene = Scene.on(broker, folder);
    }

    @BeforeAll
    static void startBrowser() {
        browser = ConsoleBrowser.start();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @Test
    void moreTabsThanABrowserOpensConnectionsAllFollowTheChain() {
        List<FeedRecord> records = Records.of(chain);
        int third = records.size() / 3;
        scene.publish(records.subList(0, third));
        try (RunningWorker worker = scene.start();
                ConsolePage first = browser.open(worker)) {
            worker.awaitApplied(BLOCKS / 6);
            first.show("/").awaitStreamsBegun(1);
            List<ConsolePage> tabs = new ArrayList<>(List.of(first));
            while (tabs.size() < TABS) {
                tabs.add(first.another().show("/"));
            }
            tabs.forEach(tab -> tab.await(".state .pill", "Running"));

            scene.publish(records.subList(third, 2 * third));
            worker.awaitApplied(BLOCKS / 2);
            assertShowNewest(worker, tabs);
            assertThat(tabs.stream().mapToInt(ConsolePage::streamsBegun).sum()).isOne();

            tabs.removeFirst().closeTab();
            scene.publish(records.subList(2 * third, records.size()));
            worker.awaitTip(chain);
            assertShowNewest(worker, tabs);
            assertThat(tabs.stream().mapToInt(ConsolePage::streamsBegun).sum()).isOne();
            tabs.forEach(ConsolePage::assertNoComplaints);
        }
    }

    private static void assertShowNewest(RunningWorker worker, List<ConsolePage> tabs) {
        String newest = Long.toString(worker.shard(0).marks().applied().orElseThrow());
        for (ConsolePage tab : tabs) {
            tab.await(".block .number", newest);
        }
    }

    @Test
    void aStreamThatFallsSilentIsBegunAnew() {
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker).withSilentStreams()) {
            worker.awaitTip(chain);
            console.page().clock().install();
            console.show("/").awaitStreamsBegun(1);
            console.page().clock().fastForward(MORE_THAN_TWO_HEARTBEATS_MS);
            console.awaitStreamsBegun(2);
        }
    }

    @Test
    void aTabThatNobodySeesFollowsNoStream() {
        scene.publish(chain.feed());
        try (RunningWorker worker = scene.start();
                ConsolePage console = browser.open(worker).show("/")) {
            console.awaitStreamsBegun(1);
            console.hide(true);
            console.awaitStreamsLeft(1);
            console.hide(false);
            console.awaitStreamsBegun(2);
        }
    }

    @Test
    void whereReadersNeedATokenItAsksForOneAndKeepsItInTheTab() throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN);
        scene.publish(chain.feed());
        try (RunningWorker worker =
                        scene.with("http.tokens.read-file", tokens.toString()).start();
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

    private static void giveToken(ConsolePage console, String token) {
        console.find("#token").fill(token);
        console.page().keyboard().press("Enter");
    }
}
