package dev.cairn.source;

import org.jspecify.annotations.Nullable;

/// One record as it lay in Kafka.
///
/// @param contentType  text of the `content-type` header; null where the record has none
/// @param value        the event's bytes, which nobody changes from here on; null for a tombstone
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a wrapper would cost an object for every record
public record SourceRecord(
        String topic, int partition, long offset, @Nullable String contentType, byte @Nullable [] value) {}
