package dev.cairn.storage;

/// Refuses settings that RocksDB would refuse later, or silently bend.
final class SettingChecks {
    private SettingChecks() {}

    static void atLeast(String property, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(property + " is " + value + ", but it has to be at least " + min);
        }
    }

    static void between(String property, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    property + " is " + value + ", but it has to be from " + min + " to " + max);
        }
    }
}
