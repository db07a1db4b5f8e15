package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The console of one worker, in a tab of its own.
final class ConsolePage implements AutoCloseable {
    /// Long enough for a machine that is busy.
    private static final double PATIENCE_MS = 60_000;

    private static final Path PICTURES = Path.of("target", "console");

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

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

    @Override
    public void close() {
        context.close();
    }
}
