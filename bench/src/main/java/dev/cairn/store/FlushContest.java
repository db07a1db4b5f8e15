package dev.cairn.store;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.RocksSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.WriteBatch;

/// Who writes the same blocks faster. Everybody has the writes ready in memory, in the form that suits him, and ends
/// every round with one synced batch that holds the position too.
final class FlushContest {
    private static final byte[] OFFSETS = "offsets".getBytes(StandardCharsets.UTF_8);

    private final StoreLoad load;
    private final RocksSettings settings;
    private final int blocksPerRound;

    FlushContest(StoreLoad load, RocksSettings settings, int blocksPerRound) {
        this.load = load;
        this.settings = settings;
        this.blocksPerRound = blocksPerRound;
    }

    /// Ours, with all of history, block records, digests and lists of changed keys; writes a second.
    double cairn(Path directory) {
        List<BlockLayer> layers = CairnDatabase.layers(load, 1, load.blocks());
        try (CairnDatabase database = new CairnDatabase(directory, settings)) {
            long start = System.nanoTime();
            for (int from = 0; from < layers.size(); from += blocksPerRound) {
                database.flush(layers.subList(from, Math.min(layers.size(), from + blocksPerRound)));
            }
            return rate(start);
        }
    }

    /// The latest value of each key only, a native call for every entry: what most people write.
    double plain(Path directory) throws Exception {
        byte[][] keys = keys();
        byte[][] values = values();
        try (PlainDatabase database = new PlainDatabase(directory, settings);
                WriteBatch batch = new WriteBatch()) {
            long start = System.nanoTime();
            for (int height = 1; height <= load.blocks(); height++) {
                long first = load.firstWrite(height);
                for (int i = 0; i < load.writesPerBlock(); i++) {
                    int write = (int) first + i;
                    batch.put(database.latest(), keys[load.keyOf(write)], values[write]);
                }
                if (endsRound(height)) {
                    batch.put(OFFSETS, PlainDatabase.offsets(height));
                    database.db().write(database.synced(), batch);
                    batch.clear();
                }
            }
            return rate(start);
        }
    }

    /// The latest value, and before it is overwritten a copy of the old one under key and height: how history is
    /// usually kept.
    double beforeImage(Path directory) throws Exception {
        byte[][] keys = keys();
        byte[][] values = values();
        try (PlainDatabase database = new PlainDatabase(directory, settings);
                WriteBatch batch = new WriteBatch()) {
            long start = System.nanoTime();
            for (int from = 1; from <= load.blocks(); from += blocksPerRound) {
                int to = Math.min(load.blocks(), from + blocksPerRound - 1);
                Map<Integer, byte[]> current = readCurrent(database, keys, from, to);
                for (int height = from; height <= to; height++) {
                    long first = load.firstWrite(height);
                    for (int i = 0; i < load.writesPerBlock(); i++) {
                        int write = (int) first + i;
                        int number = load.keyOf(write);
                        byte[] before = current.put(number, values[write]);
                        if (before != null) {
                            batch.put(database.history(), withHeight(keys[number], height), before);
                        }
                        batch.put(database.latest(), keys[number], values[write]);
                    }
                }
                batch.put(OFFSETS, PlainDatabase.offsets(to));
                database.db().write(database.synced(), batch);
                batch.clear();
            }
            return rate(start);
        }
    }

    /// The values that the keys of a round have before it, by one batched read.
    private Map<Integer, byte[]> readCurrent(PlainDatabase database, byte[][] keys, int from, int to) throws Exception {
        long first = load.firstWrite(from);
        long end = load.firstWrite(to + 1);
        Map<Integer, byte[]> current = HashMap.newHashMap((int) (end - first));
        List<Integer> numbers = new ArrayList<>();
        List<byte[]> wanted = new ArrayList<>();
        for (long write = first; write < end; write++) {
            int number = load.keyOf(write);
            if (!current.containsKey(number)) {
                current.put(number, OFFSETS);
                numbers.add(number);
                wanted.add(keys[number]);
            }
        }
        List<ColumnFamilyHandle> families = Collections.nCopies(wanted.size(), database.latest());
        List<byte[]> found = database.db().multiGetAsList(families, wanted);
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) == null) {
                current.remove(numbers.get(i));
            } else {
                current.put(numbers.get(i), found.get(i));
            }
        }
        return current;
    }

    private static byte[] withHeight(byte[] key, long height) {
        byte[] versioned = Arrays.copyOf(key, key.length + Long.BYTES);
        ByteBuffer.wrap(versioned).order(ByteOrder.BIG_ENDIAN).putLong(key.length, ~height);
        return versioned;
    }

    private boolean endsRound(int height) {
        return height % blocksPerRound == 0 || height == load.blocks();
    }

    private byte[][] keys() {
        byte[][] keys = new byte[load.keys()][];
        for (int number = 0; number < keys.length; number++) {
            keys[number] = load.key(number);
        }
        return keys;
    }

    private byte[][] values() {
        byte[][] values = new byte[Math.toIntExact(load.writes())][];
        for (int write = 0; write < values.length; write++) {
            values[write] = load.value(write);
        }
        return values;
    }

    private double rate(long start) {
        return load.writes() * 1e9 / (System.nanoTime() - start);
    }
}
