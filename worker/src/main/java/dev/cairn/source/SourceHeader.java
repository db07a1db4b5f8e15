package dev.cairn.source;

import org.jspecify.annotations.Nullable;

/// A header of a record, as it came.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SourceHeader(String name, byte @Nullable [] value) {}
