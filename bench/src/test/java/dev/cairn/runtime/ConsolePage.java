package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The console of one worker, in a tab.
final class ConsolePage implements AutoCloseable {
    /// Long enough for a machine that is busy.
    private static final double PATIENCE_MS = 60_000;

    private static final Path PICTURES = Path.of("target", "console");

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger streamsBegun = new AtomicInteger();
    private final AtomicInteger streamsLeft = new AtomicInteger();

    ConsolePage(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        context.setDefaultTimeout(PATIENCE_MS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> countStream(request, streamsBegun));
        page.onRequestFailed(request -> countStream(request, streamsLeft));
    }

    private static void countStream(Request request, AtomicInteger count) {
        if (request.url().contains("/v1/blocks/stream")) {
            count.incrementAndGet();
        }
    }

    /// One more tab of the same browser.
    ConsolePage another() {
        return new ConsolePage(context, address);
    }

    void closeTab() {
        page.close();
    }

    /// Answers in the worker's stead when it is asked for its status.
    ConsolePage withStatus(String json) {
        page.route(
                "**/v1/status",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
        return this;
    }

    /// Lets the page have so many versions of a key when it asks for many, as if the key had more of them.
    ConsolePage withVersionsAtOnce(int count) {
        page.route(
                "**/v1/state/history**",
                route -> route.resume(new Route.ResumeOptions()
                        .setUrl(route.request().url().replace("limit=500", "limit=" + count))));
        return this;
    }

    /// Lets streams of blocks say nothing.
    ConsolePage withSilentStreams() {
        page.route("**/v1/blocks/stream**", _ -> {});
        return this;
    }

    /// As when another tab is in front of it.
    void hide(boolean isHidden) {
        var _ = page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                isHidden);
    }

    int streamsBegun() {
        return streamsBegun.get();
    }

    /// Waits until it has begun to follow the chain so often.
    void awaitStreamsBegun(int count) {
        page.waitForCondition(() -> streamsBegun.get() == count);
    }

    /// Waits until it has left the chain so often.
    void awaitStreamsLeft(int count) {
        page.waitForCondition(() -> streamsLeft.get() == count);
    }

    /// @param view  what follows the `#` of its address
    ConsolePage show(String view) {
        page.navigate(address + "/#" + view);
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /// Waits until something shows a text.
    void await(String selector, String text) {
        find(selector)
                .filter(new Locator.FilterOptions().setHasText(text))
                .first()
                .waitFor();
    }

    /// Waits until something is not shown any more.
    void awaitGone(String selector) {
        find(selector).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /// For people to look at.
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /// What the browser complained of: a failed request, a script that threw, a rule that was broken. An answer that is
    /// a problem counts as well, so tests that bring one about do not ask this.
    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    /// With all of its other tabs.
    @Override
    public void close() {
        context.close();
    }
}
