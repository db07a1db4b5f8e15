package dev.cairn.e2e;

import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How a contender's JVM is started. What differs is what has to: the class path, and the heap of those who hold more
/// than a worker would.
///
/// @param heapMib  the largest heap
/// @param options  more of the JVM's
record ChildJvm(String classPath, int heapMib, List<String> options) {
    /// What a worker gets by default.
    static final int WORKER_HEAP_MIB = 1024;

    private static final String STREAMS_BUILD = "cairn.streams.build";
    /// Nobody takes nearly as long; what hangs should not hang the bench.
    private static final int MINUTES_MAX = 20;

    /// With the class path of this process.
    static ChildJvm ofBench(int heapMib) {
        return new ChildJvm(System.getProperty("java.class.path"), heapMib, List.of());
    }

    /// With Kafka Streams and what belongs to it, which nothing else has on its class path.
    static ChildJvm ofStreams() {
        String build = System.getProperty(STREAMS_BUILD);
        if (build == null) {
            throw new IllegalStateException("expected the system property " + STREAMS_BUILD
                    + " to name the build folder of bench-streams; ./cairn sets it");
        }
        Path folder = Path.of(build);
        return new ChildJvm(
                folder.resolve("classes") + System.getProperty("path.separator") + folder.resolve("lib") + "/*",
                WORKER_HEAP_MIB,
                List.of());
    }

    /// The same with one more option.
    ChildJvm with(String option) {
        return new ChildJvm(
                classPath,
                heapMib,
                Stream.concat(options.stream(), Stream.of(option)).toList());
    }

    private List<String> command(String mainClass, Order order) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "-XX:+UseG1GC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=dev/cairn/e2e/child/child-logback.xml"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(order.arguments());
        return command;
    }

    /// Runs a contender to its end.
    RunReport run(String mainClass, Order order) throws IOException, InterruptedException {
        return lines(mainClass, order).stream()
                .flatMap(line -> RunReport.ofLine(line).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("expected " + mainClass + " to report, but it ended with no report"));
    }

    /// Runs a main class to its end, and gives what it says to standard output; its standard error is shown.
    List<String> lines(String mainClass, Order order) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(mainClass, order))
                .redirectError(Redirect.INHERIT)
                .start();
        var _ = process.onExit()
                .orTimeout(MINUTES_MAX, TimeUnit.MINUTES)
                .whenComplete((_, _) -> process.destroyForcibly());
        List<String> lines = process.inputReader().lines().toList();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("expected " + mainClass + " to end with 0, but it ended with " + exitCode
                    + "; see what it said above");
        }
        return lines;
    }
}
