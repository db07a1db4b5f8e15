package dev.cairn.synthetic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What single blocks change. It needs no look at other blocks, and holds nothing of its own.
final class BlockChanges {
    private final Versions versions;

    BlockChanges(Versions versions) {
        this.versions = versions;
    }

    /// In the order of keys: one change per key that the block writes, by the write that counts.
    List<Change> of(int block) {
        int[] firstOfBlocks = versions.firstOfBlocks();
        Map<Integer, Integer> lastOfKey = new HashMap<>();
        for (int version = firstOfBlocks[block]; version < firstOfBlocks[block + 1]; version++) {
            lastOfKey.put(versions.keyNumber(version), version);
        }
        int[] keyNumbers =
                lastOfKey.keySet().stream().mapToInt(Integer::intValue).toArray();
        return Arrays.stream(versions.keys().inKeyOrder(keyNumbers))
                .mapToObj(number -> change(number, lastOfKey.getOrDefault(number, -1)))
                .toList();
    }

    Change change(int keyNumber, int version) {
        return Change.of(versions.keys().keyOf(keyNumber), versions.value(version));
    }
}
