package dev.cairn.crash;

import dev.cairn.fixtures.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A [CrashChild] that is listened to until its moment has come.
final class DoomedProcess {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    DoomedProcess(Path directory, List<String> arguments) throws IOException {
        process = ChildJvm.start(directory, CrashChild.class, arguments);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Everything it said, what lay in the pipe when it died included.
    List<String> killAt(DyingMoment moment) throws InterruptedException {
        try {
            for (int left = moment.times(); left > 0; ) {
                String line = output.readLine();
                if (line == null) {
                    throw new AssertionError("expected the process to live until it is killed, but it ended with "
                            + process.waitFor() + " after " + String.join("\n", lines));
                }
                lines.add(line);
                if (line.startsWith(moment.said())) {
                    left--;
                }
            }
            // Not a wait for something to happen: this is the random instant at which it dies.
            LockSupport.parkNanos(moment.delayNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // The process's own method would close the pipe as well, and what lies in it was acknowledged.
            process.toHandle().destroyForcibly();
        }
        drain();
        process.waitFor();
        return lines;
    }

    private void drain() {
        try {
            for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException _) {
            // The pipe of a dead process; what it had said is read.
        }
    }
}
