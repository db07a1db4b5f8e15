package dev.cairn.store;

import dev.cairn.bench.Contender;
import dev.cairn.mvcc.MemoryVersion;
import dev.cairn.mvcc.MvccReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Point reads of keys that have a value, each with a view of its own, as a request would. A byte of each value is
/// looked at, since finding it without fetching it would be half the work.
final class MemoryReads {
    private final MvccReader memory;
    private final long firstHeight;
    private final long newestHeight;
    private final int reads;

    /// @param firstHeight   the lowest at which every key has a value
    /// @param newestHeight  the highest
    MemoryReads(MvccReader memory, long firstHeight, long newestHeight, int reads) {
        this.memory = memory;
        this.firstHeight = firstHeight;
        this.newestHeight = newestHeight;
        this.reads = reads;
    }

    /// Reads a second of the first so many keys at the newest height.
    double latest(int keys) {
        SplittableRandom random = new SplittableRandom();
        byte[] key = new byte[StoreLoad.KEY_BYTES];
        ByteBuffer target = ByteBuffer.wrap(key);
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            StoreLoad.putKey(random.nextInt(keys), target.clear());
            sum += firstByte(key, newestHeight);
        }
        return rate(start, sum);
    }

    /// The same at random heights.
    double past(int keys) {
        SplittableRandom random = new SplittableRandom();
        byte[] key = new byte[StoreLoad.KEY_BYTES];
        ByteBuffer target = ByteBuffer.wrap(key);
        long sum = 0;
        long start = System.nanoTime();
        for (int i = 0; i < reads; i++) {
            StoreLoad.putKey(random.nextInt(keys), target.clear());
            sum += firstByte(key, random.nextLong(firstHeight, newestHeight + 1));
        }
        return rate(start, sum);
    }

    /// The sum of what two threads reach at the same time.
    double byTwoThreads(Contender.Measurement measurement) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Double> rate = measurement::rate;
            double sum = 0;
            for (Future<Double> each : threads.invokeAll(List.of(rate, rate))) {
                sum += each.get();
            }
            return sum;
        }
    }

    private int firstByte(byte[] key, long height) {
        MemoryVersion version = memory.view().find(key, 0, key.length, height).orElseThrow();
        return version.value().orElseThrow().bytes().at(0);
    }

    // The compiler need not compute what nobody looks at.
    private double rate(long start, long sum) {
        double rate = reads * 1e9 / (System.nanoTime() - start);
        return sum == Long.MIN_VALUE ? Double.NaN : rate;
    }
}
