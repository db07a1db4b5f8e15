package dev.cairn.metrics;

/// How much the write path may hold in memory, to compare with what it holds.
///
/// Blocks that can still be replaced have no limit of their own: their records are held too, and have one.
///
/// @param waitingBytesMax    `assemble.buffered-bytes-max`
/// @param unflushedBytesMax  `flush.buffered-bytes-max`
/// @param cacheBytesMax      `mvcc.cache-bytes-max`
public record BufferLimits(long waitingBytesMax, long unflushedBytesMax, long cacheBytesMax) {
    /// All of them together.
    public long storeBytesMax() {
        return waitingBytesMax + unflushedBytesMax + cacheBytesMax;
    }
}
