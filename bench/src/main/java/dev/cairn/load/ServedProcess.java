package dev.cairn.load;

import dev.cairn.store.ScratchFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// The process that is asked, with the heap of a worker.
final class ServedProcess implements AutoCloseable {
    private static final int KIB = 1024;
    private static final int ENDS_WITHIN_SECONDS = 30;

    private final ScratchFolder folder;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final int[] ports;

    private ServedProcess(ScratchFolder folder, Process process) throws IOException {
        this.folder = folder;
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        ports = Arrays.stream(answer().split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    static ServedProcess start() throws IOException {
        ScratchFolder folder = ScratchFolder.create();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseG1GC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dlogback.configurationFile=dev/cairn/bench/quiet-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServedMain.class.getName(),
                        folder.path().resolve("database").toString())
                .redirectError(Redirect.INHERIT)
                .start();
        return new ServedProcess(folder, process);
    }

    int helloPort() {
        return ports[0];
    }

    int chainPort() {
        return ports[1];
    }

    /// How many blocks it has written since it began.
    long blocksWritten() throws IOException {
        orders.println("written?");
        return Long.parseLong(answer());
    }

    /// On Linux; zero elsewhere.
    double residentMib() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB)
                    .findFirst()
                    .orElse(0);
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException(
                    "expected the process that is asked to answer, but it has ended; see what it" + " said above");
        }
        return line;
    }

    @Override
    public void close() {
        orders.close();
        var _ = process.onExit()
                .orTimeout(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(_ -> process.destroyForcibly().onExit())
                .join();
        folder.close();
    }
}
