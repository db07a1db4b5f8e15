package dev.cairn.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody meant.
public final class Spelling {
    private Spelling() {}

    /// The known word nearest to the given one, whatever their case; none if even that is too far off for a slip: more
    /// than a third of its letters.
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt((String word) -> distance(given, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String given, String known) {
        return distanceAsWritten(given.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
    }

    /// How many letters have to be put in, taken out or replaced (Levenshtein), row by row.
    private static int distanceAsWritten(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
