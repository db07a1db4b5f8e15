package dev.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// One of the example programs, run as a user runs it: as a process of its own, with arguments.
enum ExampleProducer {
    JAVA {
        @Override
        List<String> command() {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dlogback.configurationFile=dev/cairn/bench/quiet-logback.xml",
                    "-cp",
                    System.getProperty("java.class.path"),
                    EXAMPLES.resolve("java/SimpleProducer.java").toString());
        }
    },
    NODE {
        @Override
        List<String> command() {
            assertThat(EXAMPLES.resolve("nodejs/node_modules"))
                    .as("run `npm ci` in docs/examples/nodejs first, as ./cairn test does")
                    .isDirectory();
            return List.of(
                    "node", EXAMPLES.resolve("nodejs/simple-producer.mjs").toString());
        }
    };

    /// Tests run in the folder of their module, one below the top of the repository.
    static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    static final Path EXAMPLES = DOCS.resolve("examples");

    /// How a run ended, and what it printed.
    record Outcome(int exitCode, List<String> output, String errors) {}

    abstract List<String> command();

    Outcome run(String... arguments) {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            var errors = new FutureTask<>(() -> text(process.getErrorStream()));
            Thread.ofVirtual().start(errors);
            List<String> output = text(process.getInputStream()).lines().toList();
            return new Outcome(process.waitFor(), output, errors.get(1, TimeUnit.MINUTES));
        } catch (IOException e) {
            throw new UncheckedIOException("expected to run " + command, e);
        } catch (Exception e) {
            throw new IllegalStateException("expected " + command + " to end", e);
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
