package dev.cairn.transfer;

import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.charset.StandardCharsets;

/// What the two sides of Cairn's own form of an export agree on; docs/databases-at-rest.md has it to the byte.
final class CairnFile {
    static final byte[] MAGIC = "cairnst\1".getBytes(StandardCharsets.ISO_8859_1);
    static final int VERSION = 1;
    static final byte HEAD = 1;
    static final byte CHANGED_KEYS = 2;
    static final byte ENTRIES = 3;
    static final byte END = 4;
    /// A piece is written when it has so many bytes; a single entry may make it larger.
    static final int PIECE_BYTES = 1 << 20;
    /// No piece has more: not quite a full one, and then the largest entry there can be. A head is much smaller.
    static final int PIECE_BYTES_MAX = PIECE_BYTES + 2 * Integer.BYTES + StateKey.MAX_LENGTH + StateValue.MAX_LENGTH;

    private CairnFile() {}
}
