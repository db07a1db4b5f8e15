package dev.cairn.store;

import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.StorageReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// Who reads faster: ours with the whole history, or a plain family that holds the latest values only; by one thread,
/// from memory that holds both.
final class ReadContest {
    static final String GET_PLAIN = "plain family, get with direct buffers";
    static final String GET_LATEST = "get at the latest height";
    static final String GET_PAST = "get at random past heights";
    static final String SCAN_PLAIN = "plain family, iterator";
    static final String SCAN_LATEST = "scan at the latest height";
    static final String SCAN_PAST = "scan at half the height";
    private static final int GETS = 300_000;

    private final StoreLoad load;
    private final CairnDatabase cairn;
    private final Optional<PlainDatabase> plain;
    private final SplittableRandom random = new SplittableRandom(1);
    private long sink;

    /// @param plain  empty if ours is measured alone
    ReadContest(StoreLoad load, CairnDatabase cairn, Optional<PlainDatabase> plain) {
        this.load = load;
        this.cairn = cairn;
        this.plain = plain;
    }

    Comparison gets() {
        return new Comparison(
                "reads/s",
                List.of(
                        new Contender(GET_PLAIN, this::getPlain),
                        new Contender(GET_LATEST, this::getLatest),
                        new Contender(GET_PAST, () -> getAt(1, load.blocks()))));
    }

    Comparison scans() {
        return new Comparison(
                "entries/s",
                List.of(
                        new Contender(SCAN_PLAIN, this::scanPlain),
                        new Contender(SCAN_LATEST, this::scanLatest),
                        new Contender(SCAN_PAST, () -> scanAt(load.blocks() / 2))));
    }

    double getLatest() {
        return getAt(load.blocks(), load.blocks());
    }

    double scanLatest() {
        return scanAt(load.blocks());
    }

    private double getPlain() throws RocksDBException {
        PlainDatabase database = plain.orElseThrow();
        byte[][] keys = someKeys();
        ByteBuffer key = ByteBuffer.allocateDirect(StoreLoad.KEY_BYTES);
        ByteBuffer value = ByteBuffer.allocateDirect(4096);
        try (ReadOptions options = new ReadOptions()) {
            long start = System.nanoTime();
            for (byte[] wanted : keys) {
                key.clear().put(wanted).flip();
                value.clear();
                sink += database.db().get(database.latest(), options, key, value);
            }
            return rate(keys.length, start);
        }
    }

    private double getAt(int lowest, int highest) {
        byte[][] keys = someKeys();
        int[] heights = random.ints(keys.length, lowest, highest + 1).toArray();
        StorageReader reader = cairn.storage().reader();
        long start = System.nanoTime();
        for (int i = 0; i < keys.length; i++) {
            StateRead read = reader.get(heights[i], keys[i], 0, keys[i].length);
            sink += read instanceof StateRead.Found ? 1 : 0;
        }
        return rate(keys.length, start);
    }

    private byte[][] someKeys() {
        byte[][] keys = new byte[GETS][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = load.key(random.nextInt(load.keys()));
        }
        return keys;
    }

    // Into arrays: that is faster than into direct buffers.
    private double scanPlain() throws RocksDBException {
        byte[] key = new byte[StoreLoad.KEY_BYTES];
        byte[] value = new byte[StoreLoad.VALUE_BYTES];
        long entries = 0;
        PlainDatabase database = plain.orElseThrow();
        long start = System.nanoTime();
        try (RocksIterator iterator = database.db().newIterator(database.latest())) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                sink += iterator.key(key, 0, key.length) + iterator.value(value, 0, value.length);
                entries++;
            }
            iterator.status();
        }
        return rate(entries, start);
    }

    private double scanAt(int height) {
        long entries = 0;
        long start = System.nanoTime();
        try (StateCursor cursor = cairn.storage().reader().cursor(height, KeyRange.all(), ScanDirection.ASCENDING)) {
            while (cursor.next()) {
                sink += cursor.keyLength() + cursor.valueLength();
                entries++;
            }
        }
        return rate(entries, start);
    }

    private double rate(long operations, long start) {
        double rate = operations * 1e9 / (System.nanoTime() - start);
        if (sink < 0) {
            throw new IllegalStateException("expected reads to give something, but their lengths add up to " + sink);
        }
        return rate;
    }
}
