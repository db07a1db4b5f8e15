package dev.cairn.store;

import dev.cairn.model.Bytes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What the machine does with as much data in simpler ways.
final class MemoryLimits {
    private static final int TABLE_INTS = 8 << 20;
    private static final int RECORD_BYTES = 256 << 20;

    private final int reads;
    private final int keys;
    private final Map<Bytes, Bytes> map;
    private final int[] table = new int[TABLE_INTS];
    private final byte[] records = new byte[RECORD_BYTES];

    MemoryLimits(StoreLoad load, int reads) {
        this.reads = reads;
        keys = load.keys();
        map = HashMap.newHashMap(keys);
        for (int number = 0; number < keys; number++) {
            map.put(Bytes.wrap(load.key(number)), Bytes.wrap(load.value(number)));
        }
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < TABLE_INTS; i++) {
            table[i] = random.nextInt(RECORD_BYTES);
        }
    }

    /// A plain map with the newest values only: no heights, no writer beside it.
    double hashMap() {
        SplittableRandom random = new SplittableRandom();
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            byte[] key = new byte[StoreLoad.KEY_BYTES];
            StoreLoad.putKey(random.nextInt(keys), ByteBuffer.wrap(key));
            Bytes value = map.get(Bytes.wrap(key));
            sum += value == null ? 0 : value.at(0);
        }
        return rate(start, sum);
    }

    /// What a look-up cannot do without, a load from a table of 32 MiB and one from records of 256 MiB at the place
    /// that it names; and the next look-up waits for both.
    double dependentLoads() {
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            int slot = (int) StoreLoad.mix(i + sum) & TABLE_INTS - 1;
            sum += records[table[slot]];
        }
        return rate(start, sum);
    }

    // The compiler need not compute what nobody looks at.
    private double rate(long start, long sum) {
        double rate = reads * 1e9 / (System.nanoTime() - start);
        return sum == Long.MIN_VALUE ? Double.NaN : rate;
    }
}
