package dev.cairn.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/// Asks a worker what it is asked in its first minutes.
final class Visitor {
    /// Far more than it takes.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> QUESTIONS = List.of(
            "/",
            "/metrics",
            "/healthz",
            "/readyz",
            "/summary",
            "/v1/status",
            "/v1/blocks",
            "/v1/blocks/latest/changes",
            "/v1/state?key=00",
            "/v1/state/scan?limit=10",
            "/v1/state/history?key=00",
            "/v1/changes?from=1&to=2&limit=10");

    private final int port;
    private final Process worker;
    private final long startedNanos = System.nanoTime();

    Visitor(int port, Process worker) {
        this.port = port;
        this.worker = worker;
    }

    /// Returns once the worker has applied a height, and has answered everything.
    void seeAll(long height) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isApplied(http, height)) {
                if (!worker.isAlive() || System.nanoTime() - startedNanos > PATIENCE.toNanos()) {
                    throw new IllegalStateException("expected the worker to apply height " + height + " within "
                            + PATIENCE.toSeconds() + " s, but it "
                            + (worker.isAlive() ? "has not" : "ended with " + worker.exitValue()));
                }
            }
            for (String question : QUESTIONS) {
                ask(http, question);
            }
        }
    }

    /// Tells late if it is not: the worker is asked to wait.
    private boolean isApplied(HttpClient http, long height) throws InterruptedException {
        try {
            return ask(http, "/v1/state/scan?limit=1&wait=1s&height=" + height) == 200;
        } catch (IOException _) {
            // Nobody listens yet.
            Thread.sleep(100);
            return false;
        }
    }

    private int ask(HttpClient http, String question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + question))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
