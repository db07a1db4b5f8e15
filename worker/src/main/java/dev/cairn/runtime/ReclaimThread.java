package dev.cairn.runtime;

import dev.cairn.prune.ReclaimListener;
import dev.cairn.prune.Reclaiming;
import dev.cairn.prune.RetentionConfig;
import dev.cairn.storage.Storage;
import dev.cairn.thread.LoopThread;
import java.util.function.BooleanSupplier;

/// Gives space back beside the loops of a shard, a slice at a time. **Threading:** any thread starts, stops and joins.
final class ReclaimThread {
    private final boolean isWanted;
    private final LoopThread thread;
    private volatile boolean stopping;

    /// @param isPaused  whether an operator wants the shard to stand still
    ReclaimThread(
            int shard, Storage storage, RetentionConfig config, ReclaimListener listener, BooleanSupplier isPaused) {
        isWanted = config.garbagePercentMax() < RetentionConfig.GARBAGE_LEFT_ALONE;
        Reclaiming reclaiming = new Reclaiming(storage, config, listener, () -> !stopping && !isPaused.getAsBoolean());
        // After each turn it waits, whatever it found: readers and the writer have the disk for most of the time.
        thread = new LoopThread(
                "reclaim-" + shard,
                () -> {
                    var _ = reclaiming.turn();
                    return false;
                },
                config.checkInterval(),
                () -> {});
    }

    void start() {
        if (isWanted) {
            thread.start();
        }
    }

    /// A slice that is being compacted is cut off when the database is closed.
    void stop() {
        stopping = true;
        thread.stop();
    }

    void join() throws InterruptedException {
        thread.join();
    }
}
