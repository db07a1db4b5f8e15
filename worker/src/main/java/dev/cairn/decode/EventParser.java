package dev.cairn.decode;

import static dev.cairn.decode.WireReader.LENGTH_DELIMITED;
import static dev.cairn.decode.WireReader.VARINT;
import static dev.cairn.decode.WireReader.tag;

import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a binary `cairn.v1.ChainEvent` in place: one pass, in which a state write costs four ints and its bytes stay
/// where they are. Meaning follows protobuf's rules (fields in any order, the last of a field counts, unknown ones are
/// passed over), with one exception: an envelope with two events is refused, since protobuf's own parsers disagree on
/// what it says.
///
/// The field numbers below are those of `events.proto`; a property test compares every result with the generated
/// parser.
final class EventParser {
    private static final int EVENT_BLOCK = tag(1, LENGTH_DELIMITED);
    private static final int EVENT_TRANSACTION = tag(2, LENGTH_DELIMITED);

    private static final int BLOCK_HEIGHT = tag(1, VARINT);
    private static final int BLOCK_HASH = tag(2, LENGTH_DELIMITED);
    private static final int BLOCK_PARENT_HASH = tag(3, LENGTH_DELIMITED);
    private static final int BLOCK_TIMESTAMP_MS = tag(4, VARINT);
    private static final int BLOCK_TRANSACTION_COUNT = tag(5, VARINT);
    private static final int BLOCK_WRITES = tag(6, LENGTH_DELIMITED);
    private static final int BLOCK_FINALIZED_HEIGHT = tag(7, VARINT);
    private static final int BLOCK_CHANGES_DIGEST = tag(8, LENGTH_DELIMITED);

    private static final int TRANSACTION_HEIGHT = tag(1, VARINT);
    private static final int TRANSACTION_BLOCK_HASH = tag(2, LENGTH_DELIMITED);
    private static final int TRANSACTION_INDEX = tag(3, VARINT);
    private static final int TRANSACTION_HASH = tag(4, LENGTH_DELIMITED);
    private static final int TRANSACTION_WRITES = tag(5, LENGTH_DELIMITED);
    private static final int TRANSACTION_PAYLOAD_TYPE = tag(6, LENGTH_DELIMITED);
    private static final int TRANSACTION_PAYLOAD = tag(7, LENGTH_DELIMITED);

    private static final int WRITE_KEY = tag(1, LENGTH_DELIMITED);
    private static final int WRITE_PUT = tag(2, LENGTH_DELIMITED);
    private static final int WRITE_DELETE = tag(3, VARINT);

    private static final int TRANSACTION_HASH_MAX_LENGTH = 64;

    private final WireReader reader = new WireReader();
    private final StateChanges.Builder changes = new StateChanges.Builder();
    /// The transactions of a block come one after the other, so most records share the block of the one before.
    private @Nullable BlockRef lastBlock;

    DecodedRecord parse(byte[] event) throws MalformedEvent {
        reader.reset(event);
        changes.clear();
        DecodedRecord parsed = null;
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag != EVENT_BLOCK && tag != EVENT_TRANSACTION) {
                reader.skipField(tag);
                continue;
            }
            if (parsed != null) {
                throw malformed("one event", "a second one", "ChainEvent");
            }
            int outer = reader.enter();
            parsed = tag == EVENT_BLOCK ? block() : transaction();
            reader.leave(outer);
        }
        if (parsed == null) {
            throw malformed("a block or a transaction", "neither", "ChainEvent");
        }
        return parsed;
    }

    private BlockHeader block() throws MalformedEvent {
        long height = 0;
        Bytes hash = Bytes.EMPTY;
        Bytes parentHash = Bytes.EMPTY;
        long timestampMs = 0;
        int transactionCount = 0;
        OptionalLong finalizedHeight = OptionalLong.empty();
        Optional<Bytes> changesDigest = Optional.empty();
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == BLOCK_HEIGHT) {
                height = reader.varint();
            } else if (tag == BLOCK_HASH) {
                hash = bytes();
            } else if (tag == BLOCK_PARENT_HASH) {
                parentHash = bytes();
            } else if (tag == BLOCK_TIMESTAMP_MS) {
                timestampMs = reader.varint();
            } else if (tag == BLOCK_TRANSACTION_COUNT) {
                transactionCount = (int) reader.varint();
            } else if (tag == BLOCK_WRITES) {
                write("block.writes");
            } else if (tag == BLOCK_FINALIZED_HEIGHT) {
                finalizedHeight = OptionalLong.of(reader.varint());
            } else if (tag == BLOCK_CHANGES_DIGEST) {
                changesDigest = Optional.of(bytes());
            } else {
                reader.skipField(tag);
            }
        }
        return new BlockHeader(
                new BlockRef(height(height, "block.height"), blockHash(hash, "block.hash")),
                parentHash.isEmpty() ? Optional.empty() : Optional.of(blockHash(parentHash, "block.parent_hash")),
                timestampMs,
                count(transactionCount, "block.transaction_count"),
                changes.build(reader.bytes()),
                finalizedHeight.isEmpty()
                        ? Optional.empty()
                        : Optional.of(height(finalizedHeight.getAsLong(), "block.finalized_height")),
                changesDigest);
    }

    private BlockTransaction transaction() throws MalformedEvent {
        long height = 0;
        int blockHashOffset = 0;
        int blockHashLength = 0;
        int index = 0;
        Bytes hash = Bytes.EMPTY;
        String payloadType = "";
        Bytes payload = Bytes.EMPTY;
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == TRANSACTION_WRITES) {
                write("transaction.writes");
            } else if (tag == TRANSACTION_HEIGHT) {
                height = reader.varint();
            } else if (tag == TRANSACTION_BLOCK_HASH) {
                blockHashLength = reader.length();
                blockHashOffset = reader.position();
                reader.skipBytes(blockHashLength);
            } else if (tag == TRANSACTION_INDEX) {
                index = (int) reader.varint();
            } else if (tag == TRANSACTION_HASH) {
                hash = bytes();
            } else if (tag == TRANSACTION_PAYLOAD_TYPE) {
                payloadType = text("transaction.payload_type");
            } else if (tag == TRANSACTION_PAYLOAD) {
                payload = bytes();
            } else {
                reader.skipField(tag);
            }
        }
        if (hash.length() > TRANSACTION_HASH_MAX_LENGTH) {
            throw malformed(
                    "a hash of at most " + TRANSACTION_HASH_MAX_LENGTH + " bytes",
                    sized(hash.length()),
                    "transaction.hash");
        }
        return new BlockTransaction(
                block(height, blockHashOffset, blockHashLength),
                count(index, "transaction.index"),
                hash,
                changes.build(reader.bytes()),
                payloadType,
                payload);
    }

    private void write(String field) throws MalformedEvent {
        int outer = reader.enter();
        int keyOffset = 0;
        int keyLength = 0;
        int valueOffset = 0;
        int valueLength = 0;
        int operation = 0;
        boolean deleted = false;
        while (reader.hasMore()) {
            int tag = reader.tag();
            if (tag == WRITE_KEY) {
                keyLength = reader.length();
                keyOffset = reader.position();
                reader.skipBytes(keyLength);
            } else if (tag == WRITE_PUT) {
                operation = WRITE_PUT;
                valueLength = reader.length();
                valueOffset = reader.position();
                reader.skipBytes(valueLength);
            } else if (tag == WRITE_DELETE) {
                operation = WRITE_DELETE;
                deleted = reader.varint() != 0;
            } else {
                reader.skipField(tag);
            }
        }
        reader.leave(outer);
        if (!StateKey.isValidLength(keyLength)) {
            throw badWrite(field, "key", "1 to " + StateKey.MAX_LENGTH + " bytes", sized(keyLength));
        }
        if (operation == WRITE_PUT) {
            if (!StateValue.isValidLength(valueLength)) {
                throw badWrite(field, "put", "at most " + StateValue.MAX_LENGTH + " bytes", sized(valueLength));
            }
            changes.put(keyOffset, keyLength, valueOffset, valueLength);
        } else if (operation == WRITE_DELETE) {
            if (!deleted) {
                throw badWrite(field, "delete", "true", "false");
            }
            changes.delete(keyOffset, keyLength);
        } else {
            throw badWrite(field, "operation", "put or delete", "neither");
        }
    }

    private BlockRef block(long height, int hashOffset, int hashLength) throws MalformedEvent {
        BlockRef last = lastBlock;
        if (last != null
                && last.height().value() == height
                && last.hash().bytes().contentEquals(reader.bytes(), hashOffset, hashLength)) {
            return last;
        }
        Bytes hash = Bytes.slice(reader.bytes(), hashOffset, hashLength);
        BlockRef block = new BlockRef(height(height, "transaction.height"), blockHash(hash, "transaction.block_hash"));
        lastBlock = block;
        return block;
    }

    private Bytes bytes() throws MalformedEvent {
        int length = reader.length();
        Bytes bytes = Bytes.slice(reader.bytes(), reader.position(), length);
        reader.skipBytes(length);
        return bytes;
    }

    private String text(String field) throws MalformedEvent {
        Bytes utf8 = bytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("UTF-8", utf8.toString(), field);
        }
    }

    private BlockHeight height(long value, String field) throws MalformedEvent {
        if (!BlockHeight.isValid(value)) {
            throw malformed("a height of at most " + BlockHeight.MAX_VALUE, Long.toUnsignedString(value), field);
        }
        return new BlockHeight(value);
    }

    private BlockHash blockHash(Bytes hash, String field) throws MalformedEvent {
        if (!BlockHash.isValidLength(hash.length())) {
            throw malformed("a hash of 1 to " + BlockHash.MAX_LENGTH + " bytes", sized(hash.length()), field);
        }
        // A copy: hashes are kept for long, and a slice would keep the whole record.
        return new BlockHash(hash.copy());
    }

    private int count(int value, String field) throws MalformedEvent {
        if (value < 0) {
            throw malformed("at most " + Integer.MAX_VALUE, Integer.toUnsignedString(value), field);
        }
        return value;
    }

    private MalformedEvent badWrite(String field, String part, String expected, String found) {
        return malformed(expected, found, field + "[" + changes.size() + "]." + part);
    }

    private static String sized(int length) {
        return length == 1 ? "1 byte" : length + " bytes";
    }

    private MalformedEvent malformed(String expected, String found, String field) {
        return new MalformedEvent(
                expected, found, field + ", before byte " + reader.position() + " of " + reader.bytes().length);
    }
}
