package dev.cairn.mvcc;

import dev.cairn.model.BlockFacts;

/// What a layer holds in memory, from the lengths of its arrays and what its objects take on a usual virtual machine
/// (compressed references, objects of multiples of eight bytes).
final class LayerBytes {
    private static final long ARRAY_HEADER = 16;
    /// The layer, its place in the index and in the lists of layers, and the fixed part of its block's facts.
    private static final long OBJECTS = 400;
    /// One partition of the resume offsets: an entry of a tree map and a number.
    private static final long PARTITION = 40 + 24;

    private LayerBytes() {}

    static long of(BlockFacts facts, int recordBytes, int entries) {
        // The order of the keys is made when it is needed; it counts from the start, so that a budget holds then too.
        return OBJECTS
                + PARTITION * facts.resumeAfter().nextOffsets().size()
                + array(recordBytes)
                + 2 * array((long) Integer.BYTES * entries);
    }

    private static long array(long bytes) {
        return ARRAY_HEADER + (bytes + 7 & ~7L);
    }
}
