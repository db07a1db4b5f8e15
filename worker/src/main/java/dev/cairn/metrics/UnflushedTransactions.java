package dev.cairn.metrics;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// How many transactions the blocks have that are in memory only: a flush knows of blocks and changes alone.
/// **Threading:** any.
final class UnflushedTransactions {
    private final NavigableMap<Long, Integer> countByHeight = new ConcurrentSkipListMap<>();

    void applied(long height, int transactions) {
        countByHeight.put(height, transactions);
    }

    void droppedAbove(long height) {
        countByHeight.tailMap(height, false).clear();
    }

    /// Those of the blocks up to a height, which are forgotten here.
    long flushedUpTo(long height) {
        NavigableMap<Long, Integer> flushed = countByHeight.headMap(height, true);
        long count = flushed.values().stream().mapToLong(Integer::longValue).sum();
        flushed.clear();
        return count;
    }
}
