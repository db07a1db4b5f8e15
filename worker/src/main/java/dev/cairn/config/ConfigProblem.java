package dev.cairn.config;

import java.util.Optional;

/// What is wrong with one thing somebody configured.
///
/// @param key      the key, or the variable or file that was meant to hold some
/// @param message  what was given, and what is accepted
/// @param given    what was given, as it was written; hidden where it may be a secret
/// @param origin   file and line, variable or option
public record ConfigProblem(String key, String message, Optional<String> given, String origin) {
    /// A line that says it, and one that says where.
    public String text() {
        return message + "\n    given: " + given.orElse("nothing") + " (" + origin + ")";
    }
}
