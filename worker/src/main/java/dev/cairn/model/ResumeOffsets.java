package dev.cairn.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where to go on reading: per partition, the next offset to read, so that every record of every block that is not
/// yet durable is read again.
///
/// Transactions of later blocks may lie before the end of an earlier one, so reading begins again at them, and where
/// blocks and transactions share a partition, block events that were dealt with long ago are read once more.
///
/// @param announcements  what those were; they do not count again
public record ResumeOffsets(SortedMap<SourcePartition, Long> nextOffsets, Announcements announcements) {
    public static final ResumeOffsets NONE = of(Map.of());

    public ResumeOffsets {
        nextOffsets = Collections.unmodifiableSortedMap(new TreeMap<>(nextOffsets));
        nextOffsets.forEach((partition, offset) -> {
            if (offset < 0) {
                throw new IllegalArgumentException(
                        "expected an offset from 0 on for " + partition + ", but got " + offset);
            }
        });
    }

    public static ResumeOffsets of(Map<SourcePartition, Long> nextOffsets) {
        return new ResumeOffsets(new TreeMap<>(nextOffsets), Announcements.NONE);
    }

    public ResumeOffsets withNextOffsets(SortedMap<SourcePartition, Long> others) {
        return new ResumeOffsets(others, announcements);
    }

    public ResumeOffsets withAnnouncements(Announcements others) {
        return new ResumeOffsets(nextOffsets, others);
    }
}
