package dev.cairn.selftest;

import dev.cairn.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The worker as users run it, in a process of its own.
final class WorkerProcess implements AutoCloseable {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final Process process;
    private final URI metrics;
    private final HttpClient http;
    private final long startedNanos = System.nanoTime();

    private WorkerProcess(Process process, int port, HttpClient http) {
        this.process = process;
        this.http = http;
        metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /// @param log      its output goes on at the end of this file
    /// @param scratch  its temporary files go there, since one that is killed leaves them
    static WorkerProcess start(Path configuration, int port, Path log, Path scratch, HttpClient http) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // It lives for seconds: what counts is how soon it runs.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + scratch,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-c",
                configuration.toString());
        try {
            return new WorkerProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    port,
                    http);
        } catch (IOException e) {
            throw new UncheckedIOException("expected to start a worker", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    Duration lived() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /// What it says of itself; empty as long as it does not answer.
    Optional<WorkerHeights> heights() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(ANSWERS_WITHIN).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? WorkerHeights.of(response.body()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// As a power cut ends it: SIGKILL.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// As a service manager asks it to end: SIGTERM. Returns at once.
    void askToEnd() {
        process.destroy();
    }

    void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
