package dev.cairn.storage;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The rows of the family `default`.
enum MetaRow {
    /// The format version: 4 bytes, big-endian.
    FORMAT,
    /// [StorageIdentity], but for the handler.
    IDENTITY,
    /// The name of the handler that the state is made by; absent in databases that were begun before it was stored.
    HANDLER,
    /// [CommittedPosition]; absent until the first commit.
    POSITION,
    /// [Timeline].
    TIMELINE,
    /// The earliest readable height: 8 bytes, big-endian.
    FLOOR,
    /// The height that history began at: 8 bytes, big-endian; absent if the first write left versions out.
    FIRST;

    byte[] key() {
        return name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
