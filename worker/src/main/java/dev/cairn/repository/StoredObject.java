package dev.cairn.repository;

import java.time.Instant;

/// An object as a list has it.
///
/// @param made  by the clock of whoever stores it
public record StoredObject(String key, long bytes, Instant made) {
    /// The last part of its key.
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
