package dev.cairn.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The child JVM that runs [BrokerMain].
///
/// Parent and child talk through pipes, so nobody has to try again until something works. The child writes one line
/// when it is ready; the end of that pipe means it died before. The parent writes nothing; the end of *that* pipe means
/// the parent is gone.
final class BrokerProcess {
    /// More options of the child JVM, separated by spaces. Tests, whose brokers live for seconds, have it compile less.
    private static final String OPTIONS = "cairn.broker.options";

    private static final int LOG_TAIL_LINES = 40;

    /// A broker that is asked to end takes about a second; the rest is for a machine that is busy.
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    static BrokerProcess start(BrokerSettings settings, Duration readyWithin) {
        var broker = new BrokerProcess(launch(settings));
        try {
            broker.awaitReady(settings, readyWithin);
        } catch (RuntimeException e) {
            broker.kill();
            throw e;
        }
        return broker;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Asks the child to end (SIGTERM), and waits until it is gone.
    void stop() {
        // `Process.destroy` would close the pipes as well, and the child would think that its parent is gone.
        handle().destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN)) {
                kill();
                throw new IllegalStateException("expected the Kafka broker with process id " + process.pid()
                        + " to end within " + STOPPED_WITHIN.toSeconds() + " s, so it was killed; its log says more");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /// Ends the child as a crash would (SIGKILL), and waits until it is gone.
    void kill() {
        handle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            // It is being killed all the same; who interrupted us wants to go on.
            Thread.currentThread().interrupt();
        }
    }

    private static Process launch(BrokerSettings settings) {
        try {
            try (Writer file = Files.newBufferedWriter(settings.propertiesFile())) {
                settings.serverProperties().store(file, null);
            }
            return new ProcessBuilder(command(settings))
                    .redirectError(
                            ProcessBuilder.Redirect.appendTo(settings.logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("expected to start a Kafka broker in " + settings.folder(), e);
        }
    }

    private static List<String> command(BrokerSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                // Ctrl-C goes to all processes of a terminal. The child ends when its parent says so, or is gone:
                // until then somebody may still need it.
                "sh",
                "-c",
                "trap '' INT; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC"));
        Stream.of(System.getProperty(OPTIONS, "").split(" "))
                .filter(Predicate.not(String::isEmpty))
                .forEach(command::add);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=dev/cairn/broker/broker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                settings.folder().toString(),
                settings.propertiesFile().toString(),
                settings.clusterId()));
        return command;
    }

    private void awaitReady(BrokerSettings settings, Duration patience) {
        var firstLine = new FutureTask<>(this::readLine);
        Thread.ofVirtual().name("await-broker").start(firstLine);
        String seen;
        try {
            seen = firstLine.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw notReady("was not within " + patience.toSeconds() + " s", settings);
        } catch (ExecutionException e) {
            throw notReady("its output could not be read: " + e.getCause(), settings);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw notReady("waiting for it was interrupted", settings);
        }
        if (!seen.equals(BrokerMain.READY)) {
            throw notReady("it ended with exit code " + exitCode(), settings);
        }
    }

    /// The child's first line, or nothing when it ended without one.
    private String readLine() throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        return line == null ? "" : line;
    }

    private String exitCode() {
        kill();
        return Integer.toString(process.exitValue());
    }

    private static BrokerStartException notReady(String why, BrokerSettings settings) {
        return new BrokerStartException(
                "expected a Kafka broker at " + settings.bootstrapServers() + " to become ready, but " + why,
                tail(settings.logFile()));
    }

    private static String tail(Path logFile) {
        try {
            List<String> lines = Files.readAllLines(logFile);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(could not be read: " + e + ")";
        }
    }
}
