package dev.cairn.assemble;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where to go on reading after a block, for all blocks at once that can be applied with the records read so far.
///
/// Once a block is durable its height is final, so of all transactions read so far only those of higher blocks can be
/// needed again, whatever their branch. What is not read yet lies at the position or behind it. So after a block of
/// height h, reading goes on at the smallest offset of a transaction above h, or at the position if there is none.
final class ResumePoints {
    private final Map<SourcePartition, Long> positions;
    private final long[] heights;
    /// By partition: for each of the heights, the smallest offset of its transactions and those above.
    private final Map<SourcePartition, long[]> firstFrom = new TreeMap<>();

    ResumePoints(Contents contents, long aboveHeight, Map<SourcePartition, Long> positions) {
        this.positions = positions;
        List<List<BlockContent>> levels = contents.above(aboveHeight).stream()
                .map(level ->
                        level.stream().filter(BlockContent::hasTransactions).toList())
                .filter(level -> !level.isEmpty())
                .toList();
        heights = levels.stream().mapToLong(level -> level.getFirst().height()).toArray();
        for (SourcePartition partition : positions.keySet()) {
            firstFrom.put(partition, firstFrom(levels, partition));
        }
    }

    private static long[] firstFrom(List<List<BlockContent>> levels, SourcePartition partition) {
        long[] first = new long[levels.size()];
        long smallest = Long.MAX_VALUE;
        for (int level = first.length - 1; level >= 0; level--) {
            for (BlockContent content : levels.get(level)) {
                smallest = Math.min(smallest, content.firstOffset(partition));
            }
            first[level] = smallest;
        }
        return first;
    }

    /// @param announcementsFrom  the offset behind the block's own event
    ResumeOffsets after(long height, SourcePartition blocks, long announcementsFrom) {
        int found = Arrays.binarySearch(heights, height + 1);
        int level = found >= 0 ? found : -found - 1;
        TreeMap<SourcePartition, Long> next = new TreeMap<>();
        firstFrom.forEach((partition, first) -> {
            long transactions = level < first.length ? first[level] : Long.MAX_VALUE;
            long from = partition.equals(blocks) ? announcementsFrom : positions.getOrDefault(partition, 0L);
            next.put(partition, Math.min(transactions, from));
        });
        return new ResumeOffsets(next, announcementsFrom);
    }
}
