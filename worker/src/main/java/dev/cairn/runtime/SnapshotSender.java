package dev.cairn.runtime;

import dev.cairn.pipeline.PipelineListener;
import dev.cairn.repository.RepositoryException;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.repository.TransferReport;
import dev.cairn.snapshot.SentReport;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotReport;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a shard's newest snapshot to the repository whenever there is a newer one, and deletes the oldest there. If
/// sending takes longer than the next snapshot, those between are passed over. What fails is tried again after a
/// while, and goes on where it was. **Threading:** any tells; a thread of its own sends.
final class SnapshotSender implements PipelineListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotSender.class);
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Snapshots snapshots;
    private final SnapshotTransfers transfers;
    private final Storage storage;
    private final int keep;
    private final PipelineListener listener;
    private final ScheduledExecutorService beside;
    private final AtomicBoolean isDue = new AtomicBoolean();

    /// @param keep      how many there are to be in the repository
    /// @param listener  hears what came of each
    SnapshotSender(
            int shard,
            Snapshots snapshots,
            SnapshotTransfers transfers,
            Storage storage,
            int keep,
            PipelineListener listener) {
        this.snapshots = snapshots;
        this.transfers = transfers;
        this.storage = storage;
        this.keep = keep;
        this.listener = listener;
        beside = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("send-" + shard).factory());
        // One that an earlier process took may not be there yet.
        due(Duration.ZERO);
    }

    @Override
    public void snapshotTaken(SnapshotReport report) {
        due(Duration.ZERO);
    }

    @Override
    public void rewound(RewindReport report) {
        due(Duration.ZERO);
    }

    private void due(Duration after) {
        if (isDue.compareAndSet(false, true)) {
            try {
                var _ = beside.schedule(this::send, after.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                // It is closed.
            }
        }
    }

    private void send() {
        isDue.set(false);
        try {
            withdraw();
            Optional<SnapshotManifest> newest = snapshots.newest(storage);
            if (newest.isPresent()) {
                long start = System.nanoTime();
                TransferReport sent = transfers.send(newest.get(), TransferListener.NONE);
                int deleted = keep();
                listener.snapshotSent(new SentReport(
                        newest.get().database().committed().orElseThrow().block(),
                        sent.wasThere(),
                        sent.bytesMoved(),
                        sent.bytesSkipped(),
                        deleted,
                        System.nanoTime() - start));
            }
        } catch (RuntimeException e) {
            if (!beside.isShutdown()) {
                listener.snapshotNotSent(e);
                due(AGAIN_AFTER);
            }
        }
    }

    /// What is there stays there whether old ones can be deleted or not.
    private int keep() {
        try {
            return transfers.keep(keep);
        } catch (RepositoryException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("old snapshots in the repository could not be deleted; it is tried again with the next");
            return 0;
        }
    }

    /// What a rewind has made worthless. What stands for the state that the database has there now may stay, whoever
    /// sent it.
    private void withdraw() {
        snapshots.withdrawn().toTell().ifPresent(withdrawal -> {
            int gone =
                    transfers.withdraw(name -> name.height() > withdrawal.above() && !Snapshots.mayBeOf(storage, name));
            snapshots.withdrawn().told(withdrawal);
            if (gone > 0) {
                LOG.atInfo()
                        .addKeyValue("aboveHeight", withdrawal.above())
                        .addKeyValue("snapshots", gone)
                        .log("the repository has forgotten what was rewound");
            }
        });
    }

    /// What is being sent is given up, and gone on with by the next process.
    @Override
    public void close() {
        beside.shutdownNow();
    }
}
