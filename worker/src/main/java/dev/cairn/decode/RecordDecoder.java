package dev.cairn.decode;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.EventJson;
import dev.cairn.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Turns the records of one topic into events. Whatever the bytes are, the answer is an event or an
/// [UndecodableRecord] that says where the record lies and what was expected; nothing is thrown.
///
/// JSON goes through its canonical mapping to the binary form and then takes the same way as everything else, so the
/// two encodings cannot come to mean different things.
///
/// **Threading:** one thread at a time; the parser keeps its scratch space between records.
public final class RecordDecoder {
    private final ContentType topicDefault;
    private final EventParser parser = new EventParser();

    public RecordDecoder(ContentType topicDefault) {
        this.topicDefault = topicDefault;
    }

    public DecodedRecord decode(SourceRecord record) {
        String encoding = record.contentType() == null ? topicDefault.toString() : record.contentType();
        try {
            ContentType contentType =
                    record.contentType() == null ? topicDefault : ContentType.ofHeader(record.contentType());
            byte[] value = present(record.value());
            return switch (contentType) {
                case PROTOBUF -> eventOf(value);
                case JSON -> parser.parse(binaryOf(value));
            };
        } catch (MalformedEvent e) {
            return UndecodableRecord.of(record, encoding, e);
        }
    }

    private DecodedRecord eventOf(byte[] binary) throws MalformedEvent {
        try {
            return parser.parse(binary);
        } catch (MalformedEvent e) {
            throw ValueStart.looksLikeJson(binary) ? undeclaredJson() : e;
        }
    }

    /// The likeliest mistake of a new producer; what protobuf makes of such bytes would mislead.
    private static MalformedEvent undeclaredJson() {
        return new MalformedEvent(
                "protobuf",
                "what looks like JSON",
                "let the producer set the header content-type to application/json, or set decode.blocks-format or"
                        + " decode.transactions-format to json");
    }

    private static byte[] present(byte @Nullable [] value) throws MalformedEvent {
        if (value == null) {
            throw new MalformedEvent("an event", "no value (a tombstone)", "the record's value");
        }
        return value;
    }

    private static byte[] binaryOf(byte[] json) throws MalformedEvent {
        try {
            return EventJson.parse(json).toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedEvent("canonical protobuf JSON", String.valueOf(e.getMessage()), "the record's value");
        }
    }
}
