package dev.cairn.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where to go on reading: per partition, the next offset to read, so that every record of every block that is not
/// yet durable is read again.
///
/// Transactions of later blocks may lie before the end of an earlier one, so reading begins again at them, and where
/// blocks and transactions share a partition, block events that were dealt with long ago are read once more. They
/// must not count again: one of a branch that was dropped would look like the announcement of a branch that nobody
/// knows.
///
/// Their copies may come later, too. What branches were dropped is not remembered, but how high they reached is: a
/// higher block is surely news.
///
/// @param announcementsFrom  block events below this offset of their partition have been dealt with
/// @param highestAnnounced   none of them announced a higher block; -1 if there was none
public record ResumeOffsets(
        SortedMap<SourcePartition, Long> nextOffsets, long announcementsFrom, long highestAnnounced) {
    public static final ResumeOffsets NONE = of(Map.of());

    public ResumeOffsets {
        nextOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(nextOffsets));
        nextOffsets.forEach((partition, offset) -> checkOffset(partition.toString(), offset));
        checkOffset("announcements", announcementsFrom);
        if (highestAnnounced < -1) {
            throw new IllegalArgumentException(
                    "expected a height from 0 on, or -1 for none, but got " + highestAnnounced);
        }
    }

    public static ResumeOffsets of(Map<SourcePartition, Long> nextOffsets) {
        return new ResumeOffsets(new TreeMap<>(nextOffsets), 0, -1);
    }

    public ResumeOffsets withNextOffsets(SortedMap<SourcePartition, Long> others) {
        return new ResumeOffsets(others, announcementsFrom, highestAnnounced);
    }

    public ResumeOffsets withAnnouncements(long from, long highestBefore) {
        return new ResumeOffsets(nextOffsets, from, highestBefore);
    }

    private static void checkOffset(String of, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("expected an offset from 0 on for " + of + ", but got " + offset);
        }
    }
}
