package dev.cairn.bench;

import java.util.Arrays;
import java.util.Locale;

/// What several measurements of one thing say: a median to quote, and how far they lie apart.
public record Spread(double min, double median, double max) {
    public static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("expected at least one measurement, but got none");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /// With large numbers in thousands or millions.
    @Override
    public String toString() {
        return "%s (%s to %s)".formatted(shortened(median), shortened(min), shortened(max));
    }

    private static String shortened(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", value / 1e6);
        }
        return value >= 1e4
                ? String.format(Locale.ROOT, "%.1fk", value / 1e3)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
