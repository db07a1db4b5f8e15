package dev.cairn.store;

import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageReader;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Reads single keys at its own pace while something else goes on, and notes how long each read took. It rests between
/// two reads, so that it meets what goes on instead of competing with it for a processor.
final class BackgroundReader implements AutoCloseable {
    private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Latencies> latencies;
    private volatile boolean stopped;

    BackgroundReader(CairnDatabase database, StoreLoad load) {
        latencies = thread.submit(() -> readUntilStopped(database.storage(), load));
    }

    Latencies stop() throws InterruptedException, ExecutionException {
        stopped = true;
        return latencies.get();
    }

    private Latencies readUntilStopped(Storage storage, StoreLoad load) {
        Latencies noted = new Latencies();
        SplittableRandom random = new SplittableRandom(7);
        StorageReader reader = storage.reader();
        while (!stopped) {
            byte[] key = load.key(random.nextInt(load.keys()));
            long height = storage.committed().orElseThrow().height();
            long start = System.nanoTime();
            var _ = reader.get(height, key, 0, key.length);
            noted.add(System.nanoTime() - start);
            LockSupport.parkNanos(REST_NANOS);
        }
        return noted;
    }

    @Override
    public void close() {
        stopped = true;
        thread.close();
    }
}
