package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The console in a browser, as somebody sees it who has opened its address.
final class ConsolePage implements AutoCloseable {
    static final String CHROMIUM = "chromium";

    /// Without a sandbox, since tests may run as root; and without asking the network for what no test needs.
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /// Long enough for a machine that is busy.
    private static final double PATIENCE_MS = 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final List<String> complaints = new ArrayList<>();

    private ConsolePage(Playwright playwright, Browser browser, String address) {
        this.playwright = playwright;
        this.browser = browser;
        this.address = address;
    }

    static ConsolePage of(RunningWorker worker) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable())
                            .setArgs(ARGUMENTS));
            return new ConsolePage(playwright, browser, worker.address());
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    private static Path executable() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, CHROMIUM))
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow();
    }

    /// Opens a view in a tab of its own.
    ///
    /// @param view  what follows the `#` of its address
    Page open(String view, int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address + "/#" + view);
        return page;
    }

    Page open(String view) {
        return open(view, 1280, ColorScheme.LIGHT);
    }

    /// Waits until something shows a text.
    static void await(Locator shown, String text) {
        shown.filter(new Locator.FilterOptions().setHasText(text)).first().waitFor();
    }

    /// What the browser complained of: a failed request, a script that threw, a rule that was broken. A problem
    /// document
    /// that was asked for counts as well, so tests that ask for one do not ask this.
    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        try (playwright) {
            browser.close();
        }
    }
}
