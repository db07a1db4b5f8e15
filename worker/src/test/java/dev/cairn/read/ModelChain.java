package dev.cairn.read;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.mvcc.BlockLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/// What a chain has to be, the slow way: a list of blocks, and sorted maps made anew for every question. A deleted key
/// is one with an empty value.
final class ModelChain {
    private final long first;
    private final List<Entry> entries = new ArrayList<>();
    private final BlockDigest digest = new BlockDigest();
    private int made;

    private record Entry(Block block, NavigableMap<String, Optional<String>> changes, Bytes digest) {}

    /// @param first  the height of its first block
    ModelChain(long first) {
        this.first = first;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long first() {
        return first;
    }

    long height() {
        return first + entries.size() - 1;
    }

    Block at(long height) {
        return entry(height).block();
    }

    NavigableMap<String, Optional<String>> changesAt(long height) {
        return entry(height).changes();
    }

    Bytes digestAt(long height) {
        return entry(height).digest();
    }

    /// Adds a block of random changes whose timestamp may be lower than its parent's.
    Block extend(Random random, int keys) {
        ChainBuilder block = isEmpty()
                ? ChainBuilder.first(first)
                : ChainBuilder.after(entries.getLast().block().ref());
        block.branch("-" + made++).timestampMs(1_000 * height() + random.nextLong(4_000));
        NavigableMap<String, Optional<String>> changed = new TreeMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            String key = "key" + random.nextInt(keys);
            if (random.nextInt(4) == 0) {
                block.delete(key);
                changed.put(key, Optional.empty());
            } else {
                // Few enough that a key is sometimes given the value it has.
                String value = "v" + random.nextInt(5);
                block.put(key, value);
                changed.put(key, Optional.of(value));
            }
        }
        Block built = block.build();
        entries.add(new Entry(built, changed, digestOf(built)));
        return built;
    }

    BlockRef dropAbove(long height) {
        entries.subList((int) (height + 1 - first), entries.size()).clear();
        return entries.getLast().block().ref();
    }

    void forget() {
        entries.clear();
    }

    NavigableMap<String, String> stateAt(long height) {
        NavigableMap<String, String> state = new TreeMap<>();
        for (long below = first; below <= height; below++) {
            changesAt(below)
                    .forEach((key, value) ->
                            value.ifPresentOrElse(present -> state.put(key, present), () -> state.remove(key)));
        }
        return state;
    }

    /// What blocks made of a key, by height.
    NavigableMap<Long, Optional<String>> versions(String key) {
        NavigableMap<Long, Optional<String>> versions = new TreeMap<>();
        for (Entry entry : entries) {
            Optional<String> value = entry.changes().get(key);
            if (value != null) {
                versions.put(entry.block().height(), value);
            }
        }
        return versions;
    }

    /// The highest block up to which no timestamp is later.
    OptionalLong validAt(long timeMs) {
        OptionalLong valid = OptionalLong.empty();
        for (Entry entry : entries) {
            if (entry.block().facts().timestampMs() > timeMs) {
                break;
            }
            valid = OptionalLong.of(entry.block().height());
        }
        return valid;
    }

    private Entry entry(long height) {
        return entries.get((int) (height - first));
    }

    private Bytes digestOf(Block block) {
        BlockLayer layer = BlockLayer.of(block);
        return digest.chained(
                isEmpty() ? BlockDigest.BEFORE_THE_FIRST : entries.getLast().digest(),
                block.height(),
                block.ref().hash(),
                digest.ofChanges(layer, layer.keyOrder()));
    }
}
