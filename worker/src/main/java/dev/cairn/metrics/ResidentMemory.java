package dev.cairn.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// What the process holds of the machine's memory, heap and native together, as the kernel counts it. The JVM does not
/// know: most of RocksDB's memory is none of its business.
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LINE = "VmRSS:";

    private ResidentMemory() {}

    /// Empty where the kernel does not tell: anywhere but on Linux.
    static OptionalLong bytes() {
        try {
            return bytes(Files.readAllLines(STATUS));
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong bytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(LINE) && line.endsWith("kB"))
                .map(line -> line.substring(LINE.length(), line.length() - "kB".length())
                        .strip())
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) << 10)
                .findFirst();
    }
}
