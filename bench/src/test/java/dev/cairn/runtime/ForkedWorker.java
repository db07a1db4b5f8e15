package dev.cairn.runtime;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// A worker as an operator runs it: a process of its own, by `run -c FILE`.
final class ForkedWorker {
    private final Process process;
    private final Path log;

    private ForkedWorker(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// As [ForkedWorkers] does.
    static ForkedWorker start(Map<String, String> settings, Path folder) {
        Path file = folder.resolve("worker.conf");
        Path log = folder.resolve("worker.log");
        try {
            Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(setting ->
                                    setting.getKey() + " = " + ConfigUtil.quoteString(setting.getValue()) + "\n")
                            .collect(Collectors.joining()));
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1g",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndsWithItsParent.class.getName(),
                            "run",
                            "-c",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ForkedWorker(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets it run for a while. Where it is then, nobody knows, and that is what is wanted.
    void runFor(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    "expected the worker to run, but it ended with " + process.exitValue() + "\n" + log());
        }
    }

    /// Waits until the log has so many lines with these words.
    void awaitLog(String words, int times) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> log().lines().filter(line -> line.contains(words)).count() >= times);
    }

    /// Ends it as a service manager does (SIGTERM), and tells its exit code.
    int stop() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /// Ends it as a crash does (SIGKILL).
    void kill() throws InterruptedException {
        process.destroyForcibly();
        var _ = exitCode();
    }

    /// What each of its threads is doing, the virtual ones among them.
    String threads() throws InterruptedException {
        Path dump = log.resolveSibling("threads.txt");
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.dump_to_file",
                            "-overwrite",
                            dump.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException("expected the JDK's jcmd to tell of the threads, but it said: " + said);
            }
            return Files.readString(dump);
        } catch (IOException e) {
            throw new UncheckedIOException("expected the JDK's jcmd to tell of the threads", e);
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("expected the worker to end, but it runs\n" + log());
        }
        return process.exitValue();
    }

    /// What it has told so far, in this life and in earlier ones.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
