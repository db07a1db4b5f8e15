package dev.cairn.http;

import java.util.Optional;

/// Numbers as parameters have them.
public final class Digits {
    private Digits() {}

    /// Digits only: no sign, no spaces. Empty for whatever is none, or too large.
    public static Optional<Long> parse(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
