package dev.cairn.schemas;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cairn.schemas.v1.ChainEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Events as canonical protobuf JSON. Unknown fields are tolerated, as they are in the binary form.
public final class EventJson {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer();

    private EventJson() {}

    /// Reads the UTF-8 text of one event.
    ///
    /// @throws InvalidProtocolBufferException if the bytes are not UTF-8, not JSON, or not an event
    public static ChainEvent parse(byte[] utf8) throws InvalidProtocolBufferException {
        ChainEvent.Builder event = ChainEvent.newBuilder();
        try {
            PARSER.merge(strictUtf8(utf8), event);
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException("the bytes are not UTF-8");
        }
        return event.build();
    }

    /// The canonical form, laid out for people: one field a line.
    public static String print(ChainEvent event) throws InvalidProtocolBufferException {
        return PRINTER.print(event);
    }

    // A String constructor would quietly put replacement characters where the bytes are broken.
    private static String strictUtf8(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
