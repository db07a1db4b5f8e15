package dev.cairn.assemble;

import dev.cairn.model.Announcements;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Where to go on reading after a block.
///
/// Once a block is durable its height is final, so of all transactions read so far only those of higher blocks can be
/// needed again, whatever their branch. What is not read yet lies at the position or behind it. So after a block of
/// height h, reading goes on at the smallest offset of a transaction above h, or at the position if there is none.
///
/// Offsets rise as records come, so a transaction is the first above some height only if it is higher than all before
/// it: these are all that is kept, by height, and their offsets rise with it.
final class ResumePoints {
    private final SourcePartition blocks;
    private final Map<SourcePartition, Long> positions;
    private final Map<SourcePartition, NavigableMap<Long, Long>> firstOffsets = new HashMap<>();

    ResumePoints(SourcePartition blocks, ResumeOffsets from) {
        this.blocks = blocks;
        positions = new TreeMap<>(from.nextOffsets());
    }

    /// Everything below these offsets has come.
    void moveTo(Map<SourcePartition, Long> newPositions) {
        positions.putAll(newPositions);
    }

    /// A transaction of a block of that height has come.
    void came(SourcePartition partition, long height, long offset) {
        NavigableMap<Long, Long> first = firstOffsets.computeIfAbsent(partition, _ -> new TreeMap<>());
        if (first.isEmpty() || height > first.lastKey()) {
            first.put(height, offset);
        }
    }

    void forgetUpTo(long height) {
        for (NavigableMap<Long, Long> first : firstOffsets.values()) {
            first.headMap(height, true).clear();
        }
    }

    /// Begins anew with what these blocks have, since transactions were forgotten out of order.
    void rebuild(Collection<BlockContent> contents) {
        firstOffsets.clear();
        record Place(SourcePartition partition, long height, long offset) {}
        contents.stream()
                .flatMap(content -> content.places().entrySet().stream()
                        .map(in -> new Place(
                                in.getKey(), content.height(), in.getValue().firstOffset())))
                .filter(place -> place.offset() < Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(Place::offset))
                .forEach(place -> came(place.partition(), place.height(), place.offset()));
    }

    /// The first transaction above a height that a partition brought, as height and offset.
    Optional<Map.Entry<Long, Long>> firstAbove(SourcePartition partition, long height) {
        NavigableMap<Long, Long> first = firstOffsets.get(partition);
        return first == null ? Optional.empty() : Optional.ofNullable(first.higherEntry(height));
    }

    /// How many records would come again if reading began there; in partitions that were added since, all of them.
    long recordsSince(ResumeOffsets from, Collection<SourcePartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> positions.getOrDefault(partition, 0L)
                        - from.nextOffsets().getOrDefault(partition, 0L))
                .sum();
    }

    /// @param announcements  up to the block's own event
    ResumeOffsets after(long height, Announcements announcements) {
        TreeMap<SourcePartition, Long> next = new TreeMap<>(positions);
        next.put(blocks, announcements.upTo());
        firstOffsets.forEach((partition, first) -> {
            Map.Entry<Long, Long> above = first.higherEntry(height);
            if (above != null) {
                next.merge(partition, above.getValue(), Math::min);
            }
        });
        return new ResumeOffsets(next, announcements);
    }
}
