package dev.cairn.source;

import dev.cairn.model.SourcePartition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record as it lay in Kafka.
///
/// @param publishedMs  when it was published, as Kafka has it
/// @param contentType  text of the `content-type` header; null where the record has none
/// @param key          means nothing to us; kept for a record that has to be put aside whole
/// @param headers      all of them, in order
/// @param value        the event's bytes, which nobody changes from here on; null for a tombstone
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a wrapper would cost an object for every record
public record SourceRecord(
        SourcePartition partition,
        long offset,
        long publishedMs,
        @Nullable String contentType,
        byte @Nullable [] key,
        List<SourceHeader> headers,
        byte @Nullable [] value) {

    /// A record with nothing but a value.
    public static SourceRecord of(
            SourcePartition partition, long offset, @Nullable String contentType, byte @Nullable [] value) {
        return new SourceRecord(partition, offset, 0, contentType, null, List.of(), value);
    }

    /// Where it lies, as it stands in messages.
    public String place() {
        return "topic %s, partition %d, offset %d".formatted(partition.topic(), partition.partition(), offset);
    }

    public int bytes() {
        return value == null ? 0 : value.length;
    }
}
