package dev.cairn.source;

/// What a partition holds now.
///
/// @param begin  of the oldest record that is still there
/// @param end    what the next record published will have
record OffsetRange(long begin, long end) {}
