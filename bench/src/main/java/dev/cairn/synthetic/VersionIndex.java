package dev.cairn.synthetic;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// Finds the versions of a key on a branch.
///
/// One sorted array of longs, key number in the upper half, version in the lower: 8 bytes a version, nothing per key.
/// Version numbers follow the creation of blocks, and a block is created after its ancestors. So the newest version on
/// a branch is the last one of its key up to the end of the branch's tip, unless that lies on another branch; then it
/// is the one before, and so on.
final class VersionIndex {
    private final BlockTree tree;
    private final int[] firstOfBlocks;
    private final long[] sorted;

    VersionIndex(BlockTree tree, Versions versions) {
        this.tree = tree;
        firstOfBlocks = versions.firstOfBlocks();
        sorted = new long[firstOfBlocks[tree.count()]];
        for (int version = 0; version < sorted.length; version++) {
            sorted[version] = packed(versions.keyNumber(version), version);
        }
        Arrays.sort(sorted);
    }

    OptionalInt newest(int keyNumber, int block) {
        int at = lastUpTo(keyNumber, firstOfBlocks[block + 1] - 1);
        for (; isOf(keyNumber, at); at--) {
            if (tree.isAncestor(blockOf(versionAt(at)), block)) {
                return OptionalInt.of(versionAt(at));
            }
        }
        return OptionalInt.empty();
    }

    /// All versions of a key on the branch that ends in `tip`, newest first; of each block only the one that counts.
    void onBranch(int keyNumber, int tip, IntConsumer versions) {
        int block = tip;
        OptionalInt version = newest(keyNumber, block);
        while (version.isPresent()) {
            versions.accept(version.getAsInt());
            int writtenIn = blockOf(version.getAsInt());
            block = tree.parent(writtenIn);
            version = writtenIn == block ? OptionalInt.empty() : newest(keyNumber, block);
        }
    }

    int blockOf(int version) {
        int low = 0;
        int high = tree.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstOfBlocks[middle] <= version) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The numbers of all keys that any branch ever wrote, ascending.
    int[] keyNumbers() {
        return Arrays.stream(sorted)
                .mapToInt(VersionIndex::keyNumberOf)
                .distinct()
                .toArray();
    }

    private int lastUpTo(int keyNumber, int version) {
        int at = Arrays.binarySearch(sorted, packed(keyNumber, version));
        return at >= 0 ? at : -at - 2;
    }

    private boolean isOf(int keyNumber, int at) {
        return at >= 0 && keyNumberOf(sorted[at]) == keyNumber;
    }

    private int versionAt(int at) {
        return (int) sorted[at];
    }

    private static int keyNumberOf(long packed) {
        return (int) (packed >>> Integer.SIZE);
    }

    private static long packed(int keyNumber, int version) {
        return (long) keyNumber << Integer.SIZE | version;
    }
}
