package dev.cairn.runtime;

import dev.cairn.flush.FlushReport;
import dev.cairn.marks.MarkBoard;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFault;
import dev.cairn.thread.ForwardClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes a shard's snapshots, by itself and when somebody wants one, and deletes the oldest: one after the other on a
/// thread beside those that read and write. **Threading:** any.
final class SnapshotKeeper implements PipelineListener, AutoCloseable {
    private final Snapshots snapshots;
    private final SnapshotsConfig config;
    private final Storage storage;
    private final MarkBoard marks;
    private final ForwardClock clock;
    private final PipelineListener listener;
    private final ScheduledExecutorService beside;
    private final AtomicBoolean isDue = new AtomicBoolean();
    /// Of this kind of storage there are none, now or later.
    private volatile boolean impossible;
    private volatile Optional<Long> lastBegunMs = Optional.empty();
    /// Of the last round. Without a log it is not durable yet, and a snapshot makes it so.
    private volatile long newestWritten;

    /// @param listener  hears what came of each
    SnapshotKeeper(
            int shard,
            Snapshots snapshots,
            SnapshotsConfig config,
            Storage storage,
            MarkBoard marks,
            ForwardClock clock,
            PipelineListener listener) {
        this.snapshots = snapshots;
        this.config = config;
        this.storage = storage;
        this.marks = marks;
        this.clock = clock;
        this.listener = listener;
        beside = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("snapshot-" + shard).factory());
    }

    @Override
    public void flushed(FlushReport report) {
        // If a rewind failed before, it is not under way now: rounds and rewinds take turns.
        snapshots.withdrawn().rewindEnded();
        newestWritten = report.toHeight();
        takeWhenDue();
    }

    /// One that is due, but too soon after the last, is taken once it is no more: until then no block may come that
    /// somebody could look again with.
    private void takeWhenDue() {
        dueIn().ifPresent(wait -> {
            if (!impossible && isDue.compareAndSet(false, true)) {
                try {
                    var _ = beside.schedule(this::takeIfDue, wait.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException _) {
                    // It is closed.
                }
            }
        });
    }

    private void takeIfDue() {
        isDue.set(false);
        if (dueIn().filter(Duration.ZERO::equals).isPresent()) {
            takeNow();
        } else {
            // Somebody has wanted one meanwhile, or the timer was ahead of the clock.
            takeWhenDue();
        }
    }

    private Optional<Duration> dueIn() {
        Marks now = marks.now();
        Duration sinceBegun = lastBegunMs
                .map(begun -> Duration.ofMillis(clock.elapsedMs() - begun))
                .orElse(config.policy().intervalMin());
        return config.policy()
                .dueIn(newestWritten, now.snapshot().orElse(now.earliest().orElse(0)), sinceBegun);
    }

    /// Whoever loses the database after a rewind is not to be given back what was rewound.
    @Override
    public void rewinding(long toHeight) {
        var _ = snapshots.withdrawAbove(toHeight);
    }

    /// The newest one may be gone, and an older one be good still.
    @Override
    public void rewound(RewindReport report) {
        snapshots.withdrawn().rewindEnded();
        newestWritten = report.toHeight();
        beside.execute(() -> snapshots.newestHeight(storage).ifPresent(marks::snapshot));
    }

    /// Takes one of the newest block on disk soon; empty if there is none.
    CompletableFuture<Optional<SnapshotManifest>> take() {
        return CompletableFuture.supplyAsync(this::takeNow, beside);
    }

    Path folder(SnapshotManifest taken) {
        return snapshots.folder(taken.name());
    }

    private Optional<SnapshotManifest> takeNow() {
        lastBegunMs = Optional.of(clock.elapsedMs());
        long start = System.nanoTime();
        try {
            Optional<SnapshotManifest> taken = snapshots.take(storage);
            taken.ifPresent(manifest -> {
                BlockRef block = manifest.database().committed().orElseThrow().block();
                marks.snapshot(block.height().value());
                // Only what has succeeded lets an older one go.
                int deleted = snapshots.keep(config.keep(), storage).size();
                listener.snapshotTaken(new SnapshotReport(
                        block, manifest.taken(), manifest.bytes(), deleted, System.nanoTime() - start));
            });
            return taken;
        } catch (StorageFault.Closed e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            impossible = true;
            listener.snapshotFailed(e);
            throw e;
        } catch (RuntimeException e) {
            // What closing cuts off has not failed.
            if (!beside.isShutdown()) {
                listener.snapshotFailed(e);
            }
            throw e;
        }
    }

    /// One that is being taken is given up, and deleted with the next.
    @Override
    public void close() {
        beside.shutdownNow();
    }
}
