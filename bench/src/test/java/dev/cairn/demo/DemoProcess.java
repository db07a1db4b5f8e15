package dev.cairn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.runtime.OperatorsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The demo as people run it: a process of its own.
///
/// What a script starts in the background ignores Ctrl-C, with all that it starts in turn, Java among it; and neither a
/// shell nor Java can take that back. The tests may have been started so, and the demo is to hear Ctrl-C all the same,
/// so it is started by Perl, which can.
final class DemoProcess {
    static final String PERL = "perl";

    private static final String HEAR_CTRL_C = "$SIG{INT} = 'DEFAULT'; exec @ARGV or die \"cannot run $ARGV[0]: $!\"";
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/summary");
    private static final int THREADS_TOLD_WITHIN_SECONDS = 30;

    private final Process process;
    private final Path output;

    private DemoProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param output   the file for what it prints
    /// @param scratch  its temporary files go there
    static DemoProcess start(Path output, Path scratch) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        PERL,
                        "-e",
                        HEAR_CTRL_C,
                        jdk("java"),
                        "-Xmx1g",
                        "-Djava.io.tmpdir=" + scratch,
                        "-Dlogback.configurationFile=dev/cairn/bench/quiet-logback.xml",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--blocks",
                        "200",
                        "--rate",
                        "20",
                        "--port",
                        "0"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new DemoProcess(process, output);
    }

    /// Where a demo is asked, as it says itself; empty before it has.
    static Optional<OperatorsPage> pageNamedIn(String printed) {
        Matcher port = PORT.matcher(printed);
        return port.find() ? Optional.of(new OperatorsPage(Integer.parseInt(port.group(1)))) : Optional.empty();
    }

    Optional<OperatorsPage> page() throws IOException {
        return pageNamedIn(output());
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /// Does what Ctrl-C does.
    void interrupt() throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    void kill() {
        process.destroyForcibly();
    }

    /// For whoever wonders why it does not do what is expected of it.
    String whatItTells() throws IOException, InterruptedException {
        String life = isAlive() ? "The demo runs." : "The demo has ended with " + exitCode() + ".";
        return String.join("\n", life, "It printed:", output(), answer("/readyz"), answer("/summary"), threads());
    }

    private String answer(String path) throws IOException {
        try {
            return page().map(page -> page.ask(path))
                    .map(answer -> path + " answers " + answer.statusCode() + ":\n" + answer.body())
                    .orElse("It has not said where to ask for " + path + ".");
        } catch (RuntimeException e) {
            return path + " does not answer: " + e;
        }
    }

    private String threads() throws IOException, InterruptedException {
        Path threads = output.resolveSibling("threads");
        Process jcmd = new ProcessBuilder(jdk("jcmd"), Long.toString(process.pid()), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(threads.toFile())
                .start();
        if (!jcmd.waitFor(THREADS_TOLD_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        return "Its threads:\n" + Files.readString(threads);
    }

    private static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
