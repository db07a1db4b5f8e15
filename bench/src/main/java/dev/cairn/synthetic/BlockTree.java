package dev.cairn.synthetic;

/// The blocks of all branches, by number in the order of their creation, with their parents.
///
/// Each block has, besides its parent, one *jump* to an ancestor further back: as far as its parent's jump reaches
/// beyond itself when the last two jumps were equally long, else just to the parent. Two arrays of ints so give any
/// ancestor in O(log n) steps (Myers, "An applicative random-access stack", 1983).
///
/// The first block is its own parent and jump, so walks end without a special case.
final class BlockTree {
    private final long genesisHeight;
    private final int[] parents;
    private final int[] jumps;
    private final int[] depths;
    private int count = 1;

    BlockTree(long genesisHeight, int blocksMax) {
        this.genesisHeight = genesisHeight;
        parents = new int[blocksMax];
        jumps = new int[blocksMax];
        depths = new int[blocksMax];
    }

    int addChildOf(int parent) {
        int block = count++;
        parents[block] = parent;
        depths[block] = depths[parent] + 1;
        int jump = jumps[parent];
        boolean twoEqualJumps = depths[parent] - depths[jump] == depths[jump] - depths[jumps[jump]];
        jumps[block] = twoEqualJumps ? jumps[jump] : parent;
        return block;
    }

    int count() {
        return count;
    }

    int parent(int block) {
        return parents[block];
    }

    long height(int block) {
        return genesisHeight + depths[block];
    }

    /// The block's ancestor of a height between the first block's and its own.
    int ancestor(int block, long height) {
        long depth = height - genesisHeight;
        int at = block;
        while (depths[at] > depth) {
            at = depths[jumps[at]] >= depth ? jumps[at] : parents[at];
        }
        return at;
    }

    /// A block counts as an ancestor of itself.
    boolean isAncestor(int ancestor, int block) {
        return depths[ancestor] <= depths[block] && ancestor(block, height(ancestor)) == ancestor;
    }

    int commonAncestor(int one, int other) {
        int a = ancestor(one, Math.min(height(one), height(other)));
        int b = ancestor(other, height(a));
        while (a != b) {
            // Blocks of one height jump equally far, so both walks stay level.
            boolean meetFurtherBack = jumps[a] != jumps[b];
            a = meetFurtherBack ? jumps[a] : parents[a];
            b = meetFurtherBack ? jumps[b] : parents[b];
        }
        return a;
    }
}
