package dev.cairn.schemas;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cairn.schemas.v1.ChainEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Events as canonical protobuf JSON. Unknown fields are tolerated, as they are in the binary form; what JSON itself
/// does not allow is not.
public final class EventJson {
    /// Text of more bytes is refused: parsing it takes up to a hundred times its size in memory.
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

    private EventJson() {}

    /// Reads the UTF-8 text of one event.
    ///
    /// @throws InvalidProtocolBufferException if the bytes are too many, not UTF-8, not JSON, or not an event
    public static ChainEvent parse(byte[] utf8) throws InvalidProtocolBufferException {
        if (utf8.length > MAX_BYTES) {
            throw new InvalidProtocolBufferException(
                    utf8.length + " bytes of JSON, more than the " + MAX_BYTES + " it may have; publish it in binary");
        }
        String text = strictUtf8(utf8);
        StrictJson.check(text);
        ChainEvent.Builder event = ChainEvent.newBuilder();
        try {
            PARSER.merge(text, event);
        } catch (InvalidProtocolBufferException e) {
            if (memoryRanOut(e)) {
                throw new OutOfMemoryError("parsing an event of " + utf8.length + " bytes of JSON");
            }
            throw e;
        }
        return event.build();
    }

    /// The canonical form, laid out for people: one field a line.
    public static String print(ChainEvent event) throws InvalidProtocolBufferException {
        return PRINTER.print(event);
    }

    // A String constructor would quietly put replacement characters where the bytes are broken.
    private static String strictUtf8(byte[] utf8) throws InvalidProtocolBufferException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException("bytes that are not UTF-8");
        }
    }

    // The JSON reader below reports it as if the text were bad. But a good event must not be called bad because the
    // heap is small.
    private static boolean memoryRanOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError
                    || String.valueOf(cause.getMessage()).startsWith("Failed parsing JSON source")) {
                return true;
            }
        }
        return false;
    }
}
