package dev.cairn.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Everything that lies on disk: RocksDB's column families, in the order in which they are opened.
enum Column {
    /// Single rows: see [MetaRow]. Rows are read at start and written with every commit.
    DEFAULT("default"),
    /// User key → value, with the timestamp that the [Timeline] maps the height to. Ordered by key, then newest first.
    STATE("state"),
    /// `0x00 ‖ height` (8 bytes, big-endian) → [BlockRecord], and `0x01 ‖ hash` → height.
    BLOCKS("blocks"),
    /// Height (8 bytes, big-endian) → the keys the block changed, each without what it shares with the one before.
    CHANGES("changes");

    private final String familyName;

    Column(String familyName) {
        this.familyName = familyName;
    }

    String familyName() {
        return familyName;
    }

    static Column named(String familyName) {
        return Arrays.stream(values())
                .filter(column -> column.familyName.equals(familyName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no family '" + familyName + "'"));
    }

    byte[] nameBytes() {
        return familyName.getBytes(StandardCharsets.UTF_8);
    }
}
