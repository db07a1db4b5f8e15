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
/// @param announcementsFrom  block events below this offset of their partition have been dealt with
public record ResumeOffsets(SortedMap<SourcePartition, Long> nextOffsets, long announcementsFrom) {
    public static final ResumeOffsets NONE = new ResumeOffsets(new TreeMap<>(), 0);

    public ResumeOffsets {
        nextOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(nextOffsets));
        nextOffsets.forEach((partition, offset) -> checkOffset(partition.toString(), offset));
        checkOffset("announcements", announcementsFrom);
    }

    public static ResumeOffsets of(Map<SourcePartition, Long> nextOffsets) {
        return new ResumeOffsets(new TreeMap<>(nextOffsets), 0);
    }

    public ResumeOffsets withAnnouncementsFrom(long offset) {
        return new ResumeOffsets(nextOffsets, offset);
    }

    /// The smaller offset of each partition; a partition that only one of the two names keeps its offset.
    public ResumeOffsets earlierOf(ResumeOffsets other) {
        SortedMap<SourcePartition, Long> earlier = new TreeMap<>(nextOffsets);
        other.nextOffsets.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
        return new ResumeOffsets(earlier, Math.min(announcementsFrom, other.announcementsFrom));
    }

    private static void checkOffset(String of, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("expected an offset from 0 on for " + of + ", but got " + offset);
        }
    }
}
