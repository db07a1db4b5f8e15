package dev.cairn.read;

/// How much two heights may differ for their blocks' lists of changed keys to be gathered in memory. Beyond that,
/// the whole range is walked at both heights at once, which costs time in proportion to the state, but no memory.
///
/// @param blocksMax    blocks between the two heights
/// @param keysMax      sum of the keys those blocks changed
/// @param keyBytesMax  memory for the distinct keys of the range
record ListBounds(long blocksMax, long keysMax, long keyBytesMax) {
    static final ListBounds STANDARD = new ListBounds(10_000, 200_000, 32 << 20);
}
