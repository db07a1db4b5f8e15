package dev.cairn.runtime;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A browser that opens the console of workers. It is slow to start, so the tests of a class share one.
final class ConsoleBrowser implements AutoCloseable {
    static final String CHROMIUM = "chromium";
    static final int WIDE = 1280;

    private static final int HEIGHT = 900;

    /// Without a sandbox, since tests may run as root; and without asking the network for what no test needs.
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private ConsoleBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static ConsoleBrowser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            var options = new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(ARGUMENTS);
            return new ConsoleBrowser(playwright, playwright.chromium().launch(options));
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

    ConsolePage open(RunningWorker worker) {
        return open(worker, WIDE, ColorScheme.LIGHT);
    }

    /// As somebody sees it who has nothing of it yet, and no token.
    ConsolePage open(RunningWorker worker, int width, ColorScheme scheme) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme);
        return new ConsolePage(browser.newContext(options), worker.address());
    }

    @Override
    public void close() {
        try (playwright) {
            browser.close();
        }
    }
}
