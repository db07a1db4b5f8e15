package dev.cairn.transfer;

import java.nio.charset.StandardCharsets;

/// What the two sides of Cairn's own form of an export agree on; docs/moving-data.md has it to the byte.
final class CairnFile {
    static final byte[] MAGIC = "cairnst\1".getBytes(StandardCharsets.ISO_8859_1);
    static final int VERSION = 1;
    static final byte HEAD = 1;
    static final byte CHANGED_KEYS = 2;
    static final byte ENTRIES = 3;
    static final byte END = 4;
    /// A piece is written when it has so many bytes; a single entry may make it larger.
    static final int PIECE_BYTES = 1 << 20;
    /// More than any piece can have: a key, a value, and what stands around them.
    static final int PIECE_BYTES_MAX = 1 << 30;

    private CairnFile() {}
}
