package dev.cairn.api;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/// Where a list goes on, as an opaque text that outlives the worker: the block that the first page was read at, and the
/// last of its entries. It proves nothing and grants nothing: a forged one is one more question, within the range that
/// is asked for.
///
/// @param kind  of the list, so that one is not taken for another's
/// @param last  where the page ended
record Cursor(Kind kind, BlockRef at, Bytes last) {
    static final String PARAMETER = "cursor";

    private static final byte VERSION = 1;

    enum Kind {
        SCAN((byte) 's'),
        HISTORY((byte) 'h'),
        BLOCK_CHANGES((byte) 'c'),
        DIFF((byte) 'd');

        private final byte letter;

        Kind(byte letter) {
            this.letter = letter;
        }
    }

    static Optional<Cursor> of(Parameters parameters, Kind kind) {
        return parameters.read(
                PARAMETER, "one that came with the page before of the same list", text -> parse(text, kind));
    }

    String text() {
        byte[] hash = at.hash().bytes().toArray();
        ByteBuffer bytes = ByteBuffer.allocate(3 + Long.BYTES + hash.length + last.length());
        bytes.put(VERSION).put(kind.letter).putLong(at.height().value());
        bytes.put((byte) hash.length).put(hash).put(last.toArray());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    StateKey key() {
        return new StateKey(last);
    }

    BlockHeight height() {
        return new BlockHeight(ByteBuffer.wrap(last.toArray()).getLong());
    }

    static Bytes last(BlockHeight height) {
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES).putLong(height.value()).array());
    }

    private static Optional<Cursor> parse(String text, Kind kind) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != VERSION || bytes.get() != kind.letter) {
                return Optional.empty();
            }
            BlockHeight height = new BlockHeight(bytes.getLong());
            byte[] hash = new byte[bytes.get()];
            bytes.get(hash);
            byte[] last = new byte[bytes.remaining()];
            bytes.get(last);
            Cursor cursor = new Cursor(kind, new BlockRef(height, new BlockHash(Bytes.wrap(hash))), Bytes.wrap(last));
            boolean ends = kind == Kind.HISTORY
                    ? last.length == Long.BYTES
                            && BlockHeight.isValid(cursor.height().value())
                    : StateKey.isValidLength(last.length);
            return ends ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException | NegativeArraySizeException _) {
            return Optional.empty();
        }
    }
}
