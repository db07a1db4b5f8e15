package dev.cairn.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where to go on reading: per partition, the next offset to read, so that every record of every block that is not
/// yet durable is read again.
public record ResumeOffsets(SortedMap<SourcePartition, Long> nextOffsets) {
    public static final ResumeOffsets NONE = new ResumeOffsets(new TreeMap<>());

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
        return new ResumeOffsets(new TreeMap<>(nextOffsets));
    }

    /// The smaller offset of each partition; a partition that only one of the two names keeps its offset.
    public ResumeOffsets earlierOf(ResumeOffsets other) {
        SortedMap<SourcePartition, Long> earlier = new TreeMap<>(nextOffsets);
        other.nextOffsets.forEach((partition, offset) -> earlier.merge(partition, offset, Math::min));
        return new ResumeOffsets(earlier);
    }
}
