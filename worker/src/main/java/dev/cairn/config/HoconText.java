package dev.cairn.config;

import com.typesafe.config.ConfigUtil;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Values as somebody would write them in a configuration file.
final class HoconText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final List<Unit> SIZES = List.of(
            new Unit("GiB", 1L << 30),
            new Unit("GB", 1_000_000_000),
            new Unit("MiB", 1L << 20),
            new Unit("MB", 1_000_000),
            new Unit("KiB", 1L << 10));
    private static final List<Unit> TIMES = List.of(
            new Unit("d", Duration.ofDays(1).toNanos()),
            new Unit("h", Duration.ofHours(1).toNanos()),
            new Unit("m", Duration.ofMinutes(1).toNanos()),
            new Unit("s", Duration.ofSeconds(1).toNanos()),
            new Unit("ms", Duration.ofMillis(1).toNanos()));

    private HoconText() {}

    private record Unit(String name, long size) {
        boolean divides(long amount) {
            return amount != 0 && amount % size == 0;
        }
    }

    static String string(String text) {
        return PLAIN.matcher(text).matches() ? text : ConfigUtil.quoteString(text);
    }

    /// In the largest unit that keeps it whole.
    static String size(long bytes) {
        return SIZES.stream()
                .filter(unit -> unit.divides(bytes))
                .findFirst()
                .map(unit -> bytes / unit.size() + " " + unit.name())
                .orElseGet(() -> Long.toString(bytes));
    }

    /// In the largest unit that keeps it whole.
    static String duration(Duration duration) {
        long nanos = duration.toNanos();
        return TIMES.stream()
                .filter(unit -> unit.divides(nanos))
                .findFirst()
                .map(unit -> nanos / unit.size() + unit.name())
                .orElseGet(() -> nanos + "ns");
    }

    /// As the constant of an enum is called in a configuration.
    static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String list(List<String> elements) {
        return "[" + String.join(", ", elements) + "]";
    }
}
