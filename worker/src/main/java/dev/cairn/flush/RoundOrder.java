package dev.cairn.flush;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.PrefixSort;
import java.util.Arrays;
import java.util.List;

/// All versions of a round in the order in which they are written: by key, and of one key the lowest first. RocksDB
/// keeps the highest first, but takes what was written later for the later version.
///
/// A round is sorted once. The keys of each single block, which its digest and its list of changed keys want in order
/// too, come out by dealing the sorted versions to their blocks.
final class RoundOrder {
    private final List<BlockLayer> blocks;
    private final int[] order;
    private final int[] blockOf;
    private final int[] entryOf;
    private final int[] firstOfBlock;

    private RoundOrder(List<BlockLayer> blocks, int[] order, int[] blockOf, int[] entryOf, int[] firstOfBlock) {
        this.blocks = blocks;
        this.order = order;
        this.blockOf = blockOf;
        this.entryOf = entryOf;
        this.firstOfBlock = firstOfBlock;
    }

    static RoundOrder of(List<BlockLayer> blocks) {
        int[] firstOfBlock = new int[blocks.size() + 1];
        for (int block = 0; block < blocks.size(); block++) {
            firstOfBlock[block + 1] =
                    Math.addExact(firstOfBlock[block], blocks.get(block).size());
        }
        int count = firstOfBlock[blocks.size()];
        int[] blockOf = new int[count];
        int[] entryOf = new int[count];
        for (int block = 0; block < blocks.size(); block++) {
            for (int at = firstOfBlock[block]; at < firstOfBlock[block + 1]; at++) {
                blockOf[at] = block;
                entryOf[at] = at - firstOfBlock[block];
            }
        }
        int[] order = PrefixSort.order(
                new Versions(blocks, blockOf, entryOf),
                (left, right) -> Integer.compare(blockOf[left], blockOf[right]));
        return new RoundOrder(blocks, order, blockOf, entryOf, firstOfBlock);
    }

    int size() {
        return order.length;
    }

    BlockLayer layer(int position) {
        return blocks.get(blockOf[order[position]]);
    }

    int entry(int position) {
        return entryOf[order[position]];
    }

    /// Whether a version is valid at no height from the floor on, since the next one of its key is not above it.
    boolean isHiddenAt(long floor, int position) {
        return layer(position).height() < floor
                && position + 1 < size()
                && layer(position + 1).height() <= floor
                && haveOneKey(position, position + 1);
    }

    private boolean haveOneKey(int one, int other) {
        int oneOffset = layer(one).keyOffset(entry(one));
        int otherOffset = layer(other).keyOffset(entry(other));
        return Arrays.equals(
                layer(one).source(),
                oneOffset,
                oneOffset + layer(one).keyLength(entry(one)),
                layer(other).source(),
                otherOffset,
                otherOffset + layer(other).keyLength(entry(other)));
    }

    /// For each block, its entries in the order of their keys.
    int[][] entriesByBlock() {
        int[][] entries = new int[blocks.size()][];
        for (int block = 0; block < entries.length; block++) {
            entries[block] = new int[firstOfBlock[block + 1] - firstOfBlock[block]];
        }
        int[] dealt = new int[entries.length];
        for (int number : order) {
            int block = blockOf[number];
            entries[block][dealt[block]++] = entryOf[number];
        }
        return entries;
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one sort, compared by nobody
    private record Versions(List<BlockLayer> blocks, int[] blockOf, int[] entryOf) implements PrefixSort.Keys {
        @Override
        public int count() {
            return blockOf.length;
        }

        @Override
        public byte[] array(int number) {
            return blocks.get(blockOf[number]).source();
        }

        @Override
        public int offset(int number) {
            return blocks.get(blockOf[number]).keyOffset(entryOf[number]);
        }

        @Override
        public int length(int number) {
            return blocks.get(blockOf[number]).keyLength(entryOf[number]);
        }
    }
}
