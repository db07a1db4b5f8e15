package dev.cairn.storage;

import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the column families hold, as sorted maps. **Threading:** whoever holds the storage's lock.
final class MemoryTables {
    /// Key → height → value; a delete is an empty one.
    final NavigableMap<Bytes, NavigableMap<Long, Optional<Bytes>>> state = new TreeMap<>();

    private final NavigableMap<Long, BlockRecord> blocks = new TreeMap<>();
    private final Map<BlockHash, Long> heights = new HashMap<>();
    private final NavigableMap<Long, List<StateKey>> changes = new TreeMap<>();

    void change(Bytes key, long height, Optional<Bytes> value) {
        state.computeIfAbsent(key, _ -> new TreeMap<>()).put(height, value);
    }

    void block(BlockRecord block) {
        blocks.put(block.height(), block);
        heights.put(block.ref().hash(), block.height());
    }

    void changed(long height, List<StateKey> keys) {
        changes.put(height, keys);
    }

    void addAll(MemoryTables other) {
        other.state.forEach((key, versions) ->
                state.computeIfAbsent(key, _ -> new TreeMap<>()).putAll(versions));
        other.blocks.values().forEach(this::block);
        changes.putAll(other.changes);
    }

    Optional<Bytes> get(Bytes key, long height) {
        NavigableMap<Long, Optional<Bytes>> versions = state.get(key);
        return versions == null ? Optional.empty() : at(versions, height);
    }

    static Optional<Bytes> at(NavigableMap<Long, Optional<Bytes>> versions, long height) {
        Map.Entry<Long, Optional<Bytes>> newest = versions.floorEntry(height);
        return newest == null ? Optional.empty() : newest.getValue();
    }

    NavigableMap<Long, Optional<Bytes>> versions(Bytes key) {
        return state.getOrDefault(key, new TreeMap<>());
    }

    Optional<BlockRecord> block(long height) {
        return Optional.ofNullable(blocks.get(height));
    }

    Optional<BlockRecord> block(BlockHash hash) {
        return Optional.ofNullable(heights.get(hash)).flatMap(this::block);
    }

    Optional<List<StateKey>> changedKeys(long height) {
        return Optional.ofNullable(changes.get(height));
    }

    long versions() {
        return state.values().stream().mapToLong(Map::size).sum();
    }

    /// Of each key the newest version at or below the floor stays, unless it is a delete.
    void dropBelow(long floor) {
        state.values().removeIf(versions -> {
            Long kept = versions.floorKey(floor);
            if (kept != null) {
                versions.headMap(kept, false).clear();
                versions.headMap(floor, false).values().removeIf(Optional::isEmpty);
            }
            return versions.isEmpty();
        });
        NavigableMap<Long, BlockRecord> dropped = blocks.headMap(floor, false);
        dropped.values().forEach(block -> heights.remove(block.ref().hash(), block.height()));
        dropped.clear();
        changes.headMap(floor, false).clear();
    }

    RewindReport dropAbove(long fromHeight, long toHeight) {
        Set<StateKey> keys = new HashSet<>();
        changes.tailMap(toHeight, false).values().forEach(keys::addAll);
        for (StateKey key : keys) {
            versions(key.bytes()).tailMap(toHeight, false).clear();
        }
        state.values().removeIf(Map::isEmpty);
        NavigableMap<Long, BlockRecord> dropped = blocks.tailMap(toHeight, false);
        int droppedBlocks = dropped.size();
        dropped.values().forEach(block -> heights.remove(block.ref().hash(), block.height()));
        dropped.clear();
        changes.tailMap(toHeight, false).clear();
        return new RewindReport(fromHeight, toHeight, keys.size(), droppedBlocks);
    }
}
