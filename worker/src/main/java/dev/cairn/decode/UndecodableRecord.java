package dev.cairn.decode;

import dev.cairn.source.SourceRecord;
import dev.cairn.spelling.Quoted;

/// A record that is no event, with everything an operator needs to find it and to see what is wrong with it.
///
/// @param encoding   what it was read as
/// @param expected   what should have been there
/// @param found      what was there
/// @param location   where inside the record: a field, a byte position; and how its value begins
public record UndecodableRecord(
        String topic, int partition, long offset, String encoding, String expected, String found, String location)
        implements DecodedRecord {

    static UndecodableRecord of(SourceRecord record, String encoding, MalformedEvent cause) {
        return new UndecodableRecord(
                record.partition().topic(),
                record.partition().partition(),
                record.offset(),
                Quoted.of(encoding),
                cause.expected(),
                cause.found(),
                cause.location() + ValueStart.told(record.value()));
    }

    /// With the place of the record.
    public String message() {
        return "topic %s, partition %d, offset %d: %s".formatted(topic, partition, offset, problem());
    }

    /// For those who say the place themselves.
    public String problem() {
        return "the record is not a cairn.v1.ChainEvent as %s: expected %s, but found %s (%s)"
                .formatted(encoding, expected, found, location);
    }
}
