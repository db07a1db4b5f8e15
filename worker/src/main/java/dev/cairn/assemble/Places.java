package dev.cairn.assemble;

/// Where transactions of one block lie in one partition.
final class Places {
    private long firstOffset = Long.MAX_VALUE;
    private long lastOffset = -1;
    private long lastOffsetOfCopies = -1;
    private long lastArrival;

    void came(long offset, long arrival) {
        firstOffset = Math.min(firstOffset, offset);
        lastOffset = offset;
        lastArrival = arrival;
    }

    void cameAgain(long offset) {
        lastOffsetOfCopies = offset;
    }

    /// The largest long if only copies lie here.
    long firstOffset() {
        return firstOffset;
    }

    /// -1 if only copies lie here.
    long lastOffset() {
        return lastOffset;
    }

    long lastOffsetWithCopies() {
        return Math.max(lastOffset, lastOffsetOfCopies);
    }

    /// 0 if only copies lie here.
    long lastArrival() {
        return lastArrival;
    }
}
