package dev.cairn.mvcc;

/// What a layer holds in memory, from the lengths of its arrays. A record's array may be the source of several
/// changes but is counted once; two layers never share a record.
final class LayerBytes {
    private static final long ARRAY_HEADER = 16;
    /// The layer itself and the facts of its block: hashes, offsets of a few partitions.
    private static final long LAYER = 600;

    private LayerBytes() {}

    @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
    static long of(byte[][] sources, int entryInts, int tableInts) {
        long bytes = LAYER + 3 * ARRAY_HEADER + 4L * entryInts + 4L * tableInts;
        byte[] before = null;
        for (byte[] source : sources) {
            bytes += Long.BYTES;
            if (source != before) {
                bytes += ARRAY_HEADER + source.length;
            }
            before = source;
        }
        return bytes;
    }
}
