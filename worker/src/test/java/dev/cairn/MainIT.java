package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own. There is no Kafka where it looks for one, so it waits.
@NullMarked
class MainIT {
    @TempDir
    Path directory;

    @Test
    void aWorkerThatWaitsForKafkaEndsWellWhenItIsToldToStop() throws IOException, InterruptedException {
        Process worker = start("run", "-D", "http.port=0");
        try (BufferedReader log = worker.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = linesUntil(log, "operators are answered");
            assertThat(lines).anySatisfy(line -> assertThat(line).contains("configured key=http.port value=0"));
            worker.toHandle().destroy();
            lines.addAll(log.readAllLines());
            assertThat(worker.waitFor()).as(String.join("\n", lines)).isZero();
            assertThat(lines.getLast()).endsWith(": stopped");
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aBadConfigurationEndsWithItsOwnCode() throws IOException, InterruptedException {
        Process worker = start("run", "-D", "http.port=-1");
        String output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(worker.waitFor()).isEqualTo(3);
        assertThat(output).contains("http.port is -1").contains("given: -1 (command line)");
    }

    @Test
    void whatIsPrintedIsPrintedToItsEnd() throws IOException, InterruptedException {
        Process command = start("config", "show");
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).isZero();
        assertThat(output.lines().toList().getLast()).startsWith("http.tokens.reload-interval = 10s");
    }

    private static List<String> linesUntil(BufferedReader log, String text) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            String line = log.readLine();
            assertThat(line).as("a line with '%s' after %s", text, lines).isNotNull();
            lines.add(line);
        } while (!lines.getLast().contains(text));
        return lines;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-D", "data-directory=" + directory, "-D", "source.bootstrap-servers=localhost:1"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CAIRN_"));
        return builder.start();
    }
}
