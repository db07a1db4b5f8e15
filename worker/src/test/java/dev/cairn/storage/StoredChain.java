package dev.cairn.storage;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Writes blocks into a storage and remembers what every height looks like: the model that tests compare with.
final class StoredChain {
    private final NavigableMap<Long, NavigableMap<String, String>> stateByHeight = new TreeMap<>();
    private final NavigableMap<Long, NavigableMap<String, Optional<String>>> changesByHeight = new TreeMap<>();
    private Storage storage;
    private String branch = "a";

    StoredChain(Storage storage) {
        this.storage = storage;
    }

    void storage(Storage reopened) {
        storage = reopened;
    }

    void branch(String name) {
        branch = name;
    }

    NavigableMap<String, String> stateAt(long height) {
        Map.Entry<Long, NavigableMap<String, String>> entry = stateByHeight.floorEntry(height);
        return entry == null ? new TreeMap<>() : entry.getValue();
    }

    NavigableMap<Long, NavigableMap<String, Optional<String>>> changesByHeight() {
        return changesByHeight;
    }

    NavigableMap<String, Optional<String>> changesAt(long height) {
        return changesByHeight.getOrDefault(height, new TreeMap<>());
    }

    /// The versions of a key, newest first.
    List<StateVersion> history(String key, long fromHeight, long toHeight) {
        List<StateVersion> versions = new ArrayList<>();
        changesByHeight.subMap(fromHeight, true, toHeight, true).descendingMap().forEach((height, changes) -> {
            Optional<String> change = changes.get(key);
            if (change != null) {
                versions.add(new StateVersion(height, change.map(value -> new StateValue(Bytes.wrap(bytes(value))))));
            }
        });
        return versions;
    }

    void forgetAbove(long height) {
        stateByHeight.tailMap(height, false).clear();
        changesByHeight.tailMap(height, false).clear();
    }

    /// One block in a write of its own; an empty value is a delete.
    void write(long height, Map<String, Optional<String>> changes) {
        write(Map.of(height, changes));
    }

    void write(Map<Long, Map<String, Optional<String>>> blocks) {
        fill(storage.beginWrite(), new TreeMap<>(blocks));
        remember(new TreeMap<>(blocks));
    }

    private void remember(NavigableMap<Long, Map<String, Optional<String>>> blocks) {
        blocks.forEach((height, changes) -> {
            NavigableMap<String, String> state = new TreeMap<>(stateAt(height));
            changes.forEach(
                    (key, value) -> value.ifPresentOrElse(text -> state.put(key, text), () -> state.remove(key)));
            stateByHeight.put(height, state);
            changesByHeight.put(height, new TreeMap<>(changes));
        });
    }

    private void fill(AtomicWrite write, NavigableMap<Long, Map<String, Optional<String>>> blocks) {
        record Entry(String key, long height, Optional<String> value) {}
        List<Entry> entries = new ArrayList<>();
        blocks.forEach(
                (height, changes) -> changes.forEach((key, value) -> entries.add(new Entry(key, height, value))));
        entries.sort((left, right) -> left.key().equals(right.key())
                ? Long.compare(left.height(), right.height())
                : left.key().compareTo(right.key()));
        for (Entry entry : entries) {
            put(write, entry.height(), entry.key(), entry.value());
        }
        blocks.forEach((height, changes) -> {
            write.block(block(height, changes.size()));
            write.changedKeys(height, keys(changes.keySet().stream().sorted().toList()));
        });
        CommittedPosition position = CommittedPosition.after(
                block(blocks.lastKey(), blocks.lastEntry().getValue().size()));
        write.commit(position);
    }

    static void put(AtomicWrite write, long height, String key, Optional<String> value) {
        byte[] keyBytes = bytes(key);
        if (value.isEmpty()) {
            write.delete(height, keyBytes, 0, keyBytes.length);
        } else {
            byte[] valueBytes = bytes(value.get());
            write.put(height, keyBytes, 0, keyBytes.length, valueBytes, 0, valueBytes.length);
        }
    }

    BlockRecord block(long height, int changeCount) {
        return block(branch, height, changeCount);
    }

    static BlockRecord block(String branch, long height, int changeCount) {
        Optional<BlockHash> parent = height == 0 ? Optional.empty() : Optional.of(hash(branch, height - 1));
        return new BlockRecord(
                new BlockFacts(
                        new BlockRef(new BlockHeight(height), hash(branch, height)),
                        parent,
                        1_700_000_000_000L + height,
                        ResumeOffsets.of(Map.of(
                                new SourcePartition("blocks", 0), height + 1,
                                new SourcePartition("transactions", 0), height % 1_000_000 * 10 + 1))),
                1_700_000_000_000L + height,
                Bytes.wrap(bytes("digest of " + branch + height)),
                changeCount);
    }

    static BlockHash hash(String branch, long height) {
        return new BlockHash(Bytes.wrap(bytes("hash of " + branch + height)));
    }

    static KeyList keys(List<String> keys) {
        List<byte[]> arrays = keys.stream().map(StoredChain::bytes).toList();
        return new KeyList() {
            @Override
            public int size() {
                return arrays.size();
            }

            @Override
            public byte[] array(int index) {
                return arrays.get(index);
            }

            @Override
            public int offset(int index) {
                return 0;
            }

            @Override
            public int length(int index) {
                return arrays.get(index).length;
            }
        };
    }

    static StateKey key(String key) {
        return new StateKey(Bytes.wrap(bytes(key)));
    }

    static StateRead found(String value) {
        return new StateRead.Found(new StateValue(Bytes.wrap(bytes(value))));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    /// The state as the storage tells it, by a scan.
    static NavigableMap<String, String> scan(StorageReader reader, long height, ScanDirection order) {
        NavigableMap<String, String> state = new TreeMap<>();
        try (StateCursor cursor = reader.cursor(height, KeyRange.all(), order)) {
            while (cursor.next()) {
                state.put(text(cursor.key().bytes()), text(cursor.value().bytes()));
            }
        }
        return state;
    }
}
