package dev.cairn.storage;

/// How far a cursor reads at once.
///
/// @param chunkBytes     the first chunk has
/// @param chunkBytesMax  later ones may have
/// @param skipsMax       versions and deleted keys that it passes before it gives up; 0 for any number
record CursorReach(int chunkBytes, int chunkBytesMax, int skipsMax) {
    static final CursorReach SCAN = new CursorReach(2 << 10, 128 << 10, 0);

    /// One entry always has room. A seek leads to the version that counts, so what is passed are other keys; but where
    /// many were deleted, or came later, the next one that has a value may be millions away.
    static final CursorReach LOOK_UP = new CursorReach(1, 1, 128);
}
