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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The one chain that a height says everything about: whoever writes up to a height has the same database.
public final class WrittenChain {
    private static final int KEYS = 7;
    private static final int DELETED_EVERY = 5;

    private final Storage storage;
    private final String rules;

    public WrittenChain(Storage storage) {
        this(storage, "");
    }

    private WrittenChain(Storage storage, String rules) {
        this.storage = storage;
        this.rules = rules;
    }

    /// The same blocks, as another handler would have made a state of them.
    public static WrittenChain byOtherRules(Storage storage) {
        return new WrittenChain(storage, "other ");
    }

    /// The next blocks, each in a write of its own. The first is number 1.
    public void write(int blocks) {
        long next = storage.committed().map(CommittedPosition::height).orElse(0L) + 1;
        for (long height = next; height < next + blocks; height++) {
            write(height);
        }
    }

    private void write(long height) {
        AtomicWrite write = storage.beginWrite();
        byte[] key = text("key" + height % KEYS);
        if (height % DELETED_EVERY == 0) {
            write.delete(height, key, 0, key.length);
        } else {
            byte[] value = text(rules + "value of " + height);
            write.put(height, key, 0, key.length, value, 0, value.length);
        }
        BlockRecord block = new BlockRecord(
                new BlockFacts(
                        new BlockRef(new BlockHeight(height), hash(height)),
                        Optional.of(hash(height - 1)),
                        1_000 * height,
                        ResumeOffsets.of(Map.of(new SourcePartition("blocks", 0), height + 1))),
                1_000 * height,
                Bytes.wrap(text(rules + "digest" + height)),
                1);
        write.block(block);
        write.changedKeys(height, new OneKey(key));
        write.commit(CommittedPosition.after(block));
    }

    private static final class OneKey implements KeyList {
        private final byte[] key;

        OneKey(byte[] key) {
            this.key = key;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public byte[] array(int index) {
            return key;
        }

        @Override
        public int offset(int index) {
            return 0;
        }

        @Override
        public int length(int index) {
            return key.length;
        }
    }

    /// All keys with their values.
    public static List<String> stateAt(StorageReader reader, long height) {
        List<String> state = new ArrayList<>();
        try (StateCursor cursor = reader.cursor(height, KeyRange.all(), ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                state.add(cursor.key().bytes().toHex() + "="
                        + cursor.value().bytes().toHex());
            }
        }
        return state;
    }

    /// What all keys and values are at a height, as [#stateAt] gives them.
    public static List<String> expectedAt(long height) {
        SortedMap<String, String> state = new TreeMap<>();
        for (long at = 1; at <= height; at++) {
            String key = shown("key" + at % KEYS);
            if (at % DELETED_EVERY == 0) {
                state.remove(key);
            } else {
                state.put(key, shown("value of " + at));
            }
        }
        return state.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private static String shown(String text) {
        return Bytes.wrap(text(text)).toHex();
    }

    private static BlockHash hash(long height) {
        return new BlockHash(
                Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(height).array()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
