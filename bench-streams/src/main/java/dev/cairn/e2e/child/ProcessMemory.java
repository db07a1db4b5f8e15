package dev.cairn.e2e.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How much memory a process holds, as Linux counts it.
public final class ProcessMemory {
    private static final String PEAK = "VmHWM:";

    private ProcessMemory() {}

    /// The most that a process has held so far, heap and native; 0 where the system does not tell.
    public static long peakRssBytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (Files.notExists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(ProcessMemory::bytes)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            // The process has ended meanwhile.
            return 0;
        }
    }

    /// Of a line such as `VmHWM:    12345 kB`.
    private static long bytes(String line) {
        return Long.parseLong(line.substring(PEAK.length(), line.length() - " kB".length())
                        .strip())
                << 10;
    }
}
