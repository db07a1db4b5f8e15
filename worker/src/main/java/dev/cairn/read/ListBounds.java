package dev.cairn.read;

/// How much two heights may differ for their blocks' lists of changed keys to be gathered in memory. Beyond that,
/// the whole range is walked at both heights at once, which costs time in proportion to the state, but no memory,
/// and may be left and gone on with at any key. Gathering is done anew for each page, and in one go: it took some
/// 40 µs of a processor for a block, and less than one for a key, so it lasts some tens of milliseconds at most.
///
/// @param blocksMax    blocks between the two heights
/// @param keysMax      sum of the keys those blocks changed
/// @param keyBytesMax  memory for the distinct keys of the range
record ListBounds(long blocksMax, long keysMax, long keyBytesMax) {
    static final ListBounds STANDARD = new ListBounds(1_000, 20_000, 32 << 20);
}
