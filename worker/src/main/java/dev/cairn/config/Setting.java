package dev.cairn.config;

/// What one key came to.
///
/// @param text       the value as a file would have it; hidden where it may be a secret
/// @param origin     file and line, variable, option, or what it is by default
/// @param isDefault  whether nobody said so
public record Setting(String key, String text, String origin, boolean isDefault) {
    static final String UNSET = "null";
}
