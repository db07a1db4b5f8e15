package dev.cairn.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which media types a client would like to have, by its header `Accept` (RFC 9110). What cannot be understood of it is
/// passed over, and so are parameters other than the weight: what is answered here has one form of each type.
public record Accept(List<Range> ranges) {
    private static final Comparator<Range> BY_LIKING =
            Comparator.comparingInt(Range::weight).thenComparingInt(Range::precision);

    public Accept {
        ranges = List.copyOf(ranges);
    }

    /// As it came; empty if it did not.
    static Accept of(String header) {
        return new Accept(Arrays.stream(header.split(",", -1))
                .map(Range::parse)
                .flatMap(Optional::stream)
                .toList());
    }

    /// Whether it would rather have one than the other. What it names is wanted rather than what it would take as well;
    /// who does not care prefers nothing.
    public boolean prefers(String mediaType, String other) {
        return BY_LIKING.compare(closest(mediaType), closest(other)) > 0;
    }

    /// What is said of a type counts where it is said most precisely.
    private Range closest(String mediaType) {
        return ranges.stream()
                .filter(range -> range.covers(mediaType))
                .max(Comparator.comparingInt(Range::precision).thenComparingInt(Range::weight))
                .filter(range -> range.weight() > 0)
                .orElse(Range.NOTHING);
    }

    /// A type, or all that a star stands for.
    ///
    /// @param weight  how much it is wanted, in thousandths; with 0 not at all
    public record Range(String type, String subtype, int weight) {
        private static final String STAR = "*";
        private static final Range NOTHING = new Range(STAR, STAR, 0);
        private static final Pattern TYPE = Pattern.compile("([^\\s/]+)/([^\\s/]+)");
        private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?");
        private static final int WHOLE = 1_000;

        private static Optional<Range> parse(String text) {
            String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
            Matcher type = TYPE.matcher(parts[0].strip());
            return type.matches()
                    ? weightIn(parts).map(weight -> new Range(type.group(1), type.group(2), weight))
                    : Optional.empty();
        }

        /// Empty if it is none.
        private static Optional<Integer> weightIn(String[] parts) {
            return Arrays.stream(parts)
                    .skip(1)
                    .map(String::strip)
                    .filter(parameter -> parameter.startsWith("q="))
                    .findFirst()
                    .map(parameter -> parameter.substring("q=".length()))
                    .map(Range::thousandths)
                    .orElse(Optional.of(WHOLE));
        }

        private static Optional<Integer> thousandths(String text) {
            return WEIGHT.matcher(text).matches()
                    ? Optional.of(Math.round(Float.parseFloat(text) * WHOLE))
                    : Optional.empty();
        }

        private boolean covers(String mediaType) {
            return mediaType.equals(type + "/" + subtype)
                    || (subtype.equals(STAR) && (type.equals(STAR) || mediaType.startsWith(type + "/")));
        }

        private int precision() {
            if (type.equals(STAR)) {
                return 0;
            }
            return subtype.equals(STAR) ? 1 : 2;
        }
    }
}
