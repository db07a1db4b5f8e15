package dev.cairn.e2e.child;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run came to, as one line of standard output.
///
/// @param writes        taken in while the clock ran
/// @param nanos         from the first polled record to the last one applied and its offset committed
/// @param cpuNanos      of all threads of the process in that time
/// @param peakRssBytes   the most memory that the process had held by then; 0 where the system does not tell
/// @param peakHeapBytes  the most that can have been in the heap at once by then
public record RunReport(long writes, long nanos, long cpuNanos, long peakRssBytes, long peakHeapBytes) {
    private static final Pattern LINE = Pattern.compile(
            "caught up: writes=(\\d+) nanos=(\\d+) cpuNanos=(\\d+) peakRssBytes=(\\d+) peakHeapBytes=(\\d+)");

    public RunReport {
        if (writes < 1 || nanos < 1) {
            throw new IllegalArgumentException(
                    "expected some writes in some time, but got " + writes + " writes in " + nanos + " ns");
        }
    }

    public double writesPerSecond() {
        return writes * 1e9 / nanos;
    }

    public double cpuSecondsPerMillionWrites() {
        return cpuNanos / 1e3 / writes;
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "caught up: writes=%d nanos=%d cpuNanos=%d peakRssBytes=%d peakHeapBytes=%d",
                writes,
                nanos,
                cpuNanos,
                peakRssBytes,
                peakHeapBytes);
    }

    /// Nothing if the line is no report; libraries may print lines of their own.
    public static Optional<RunReport> ofLine(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new RunReport(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))))
                : Optional.empty();
    }
}
