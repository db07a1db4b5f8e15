package dev.cairn.metrics;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/// Figures as people read them.
public final class Figures {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final Duration TENTHS_BELOW = Duration.ofSeconds(10);

    private Figures() {}

    /// `12,345`
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `12,345`, or `3.2` where the first decimal matters.
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    /// `12.3 MiB`
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1_024 && unit < BYTE_UNITS.length - 1) {
            value /= 1_024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, BYTE_UNITS[unit]);
    }

    /// `250 ms`, `3.2 s`, `2 min 5 s`, `3 h 20 min`, `12 d 4 h`
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(TENTHS_BELOW) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toDays() == 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    /// A height, or a dash while there is none.
    public static String height(OptionalLong height) {
        return height.isPresent() ? Long.toString(height.getAsLong()) : "–";
    }
}
