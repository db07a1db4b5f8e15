package dev.cairn.assemble;

/// Sums of heights, which may be as high as a number of 64 bits can be.
final class Heights {
    private Heights() {}

    /// The height so many blocks above another, or the highest of all.
    static long above(long height, long blocks) {
        return height > Long.MAX_VALUE - blocks ? Long.MAX_VALUE : height + blocks;
    }
}
