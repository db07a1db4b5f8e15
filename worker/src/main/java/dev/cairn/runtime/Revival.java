package dev.cairn.runtime;

import dev.cairn.storage.StorageFault;
import dev.cairn.thread.Deadline;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings shards back to work whose database has to be opened again for it, while the worker runs.
///
/// Where damage was found, what replaces the database is made whole while the shard still answers what it can; only
/// then it is closed, and opened again with the other in its place. What bounds it are the damaged ones that lie beside
/// the database, as at a start, so there is no loop. Where RocksDB refuses writes for a reason that has passed, opening
/// again is all, and every [#OPENED_AGAIN_EVERY] at most: if it does not help, somebody has to look.
///
/// **Threading:** any asks, and is not kept; a thread of its own works, on one shard at a time.
final class Revival implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
    private static final Duration OPENED_AGAIN_EVERY = Duration.ofMinutes(10);

    private final Reopening reopening;
    private final ForwardClock clock;
    private final ExecutorService beside = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("revival").factory());
    private final Map<Integer, Long> openedAgainAtMs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Revival(Reopening reopening, ForwardClock clock) {
        this.reopening = reopening;
        this.clock = clock;
    }

    /// How a shard is closed and opened again.
    interface Reopening {
        /// Returns when it runs again.
        ///
        /// @param whileClosed  done to its files in between
        void reopen(int shard, Runnable whileClosed) throws InterruptedException;
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /// Another database is to take the place of one that is open and was found damaged.
    void replace(int shard, DatabasePlace place, String damage) {
        begin(shard, () -> {
            DatabasePlace.Prepared prepared = place.prepare(new StorageFault.Corrupt(damage, null), () -> closed);
            reopening.reopen(shard, prepared::putInPlace);
        });
    }

    /// The database is to be closed and opened, since that is all that RocksDB waits for.
    void openAgain(int shard) {
        long now = clock.elapsedMs();
        Long before = openedAgainAtMs.get(shard);
        if (before == null || now - before >= OPENED_AGAIN_EVERY.toMillis()) {
            openedAgainAtMs.put(shard, now);
            begin(shard, () -> {
                LOG.atWarn().addKeyValue("shard", shard).log("the database is opened again, so that it takes writes");
                reopening.reopen(shard, () -> {});
            });
        }
    }

    private void begin(int shard, Work work) {
        try {
            beside.execute(() -> run(shard, work));
        } catch (RejectedExecutionException _) {
            // The worker stops.
        }
    }

    private void run(int shard, Work work) {
        if (closed) {
            return;
        }
        try {
            work.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.atError()
                        .addKeyValue("shard", shard)
                        .addKeyValue("cause", e.getMessage())
                        .log("the shard stands: its database was not replaced, or not opened again");
            }
        }
    }

    /// Lets nothing more be begun, what waits be passed over, and what is being restored be given up.
    @Override
    public void close() {
        closed = true;
        endsAfterAll();
    }

    /// Lets nothing more be begun.
    void endsAfterAll() {
        beside.shutdown();
    }

    /// Waits until nothing is done to any files.
    void await(Deadline deadline) throws InterruptedException {
        var _ = beside.awaitTermination(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }
}
