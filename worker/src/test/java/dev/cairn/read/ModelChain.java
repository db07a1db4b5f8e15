package dev.cairn.read;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// What the state of a chain has to be, the slow way: a list of blocks, and a sorted map made anew for every question.
final class ModelChain {
    private final List<Block> blocks = new ArrayList<>();
    private final List<Map<String, Optional<String>>> changes = new ArrayList<>();
    private final List<Bytes> digests = new ArrayList<>();
    private final BlockDigest digest = new BlockDigest();
    private int made;

    long height() {
        return blocks.size() - 1L;
    }

    Block at(long height) {
        return blocks.get((int) height);
    }

    Block extend(Random random, int keys) {
        ChainBuilder block = blocks.isEmpty()
                ? ChainBuilder.first(0)
                : ChainBuilder.after(blocks.getLast().ref());
        block.branch("-" + made++);
        Map<String, Optional<String>> changed = new LinkedHashMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            String key = "key" + random.nextInt(keys);
            if (random.nextInt(4) == 0) {
                block.delete(key);
                changed.put(key, Optional.empty());
            } else {
                String value = "v" + made + "." + i;
                block.put(key, value);
                changed.put(key, Optional.of(value));
            }
        }
        Block built = block.build();
        digests.add(digestOf(built));
        blocks.add(built);
        changes.add(changed);
        return built;
    }

    Map<String, Optional<String>> changesAt(long height) {
        return changes.get((int) height);
    }

    Bytes digestAt(long height) {
        return digests.get((int) height);
    }

    private Bytes digestOf(Block block) {
        BlockLayer layer = BlockLayer.of(block);
        return digest.chained(
                digests.isEmpty() ? BlockDigest.BEFORE_THE_FIRST : digests.getLast(),
                block.height(),
                block.ref().hash(),
                digest.ofChanges(layer, layer.keyOrder()));
    }

    BlockRef dropAbove(long height) {
        blocks.subList((int) height + 1, blocks.size()).clear();
        changes.subList((int) height + 1, changes.size()).clear();
        digests.subList((int) height + 1, digests.size()).clear();
        return blocks.getLast().ref();
    }

    void forget() {
        blocks.clear();
        changes.clear();
        digests.clear();
    }

    NavigableMap<String, String> stateAt(long height) {
        NavigableMap<String, String> state = new TreeMap<>();
        for (Map<String, Optional<String>> changed : changes.subList(0, (int) height + 1)) {
            changed.forEach(
                    (key, value) -> value.ifPresentOrElse(present -> state.put(key, present), () -> state.remove(key)));
        }
        return state;
    }
}
