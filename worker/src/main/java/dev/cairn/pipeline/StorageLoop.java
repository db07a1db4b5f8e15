package dev.cairn.pipeline;

import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.prune.Pruning;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.RewindReport;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageFault;
import java.time.Duration;
import java.util.OptionalLong;

/// Step 7: does one thing at a time to the disk. **Threading:** the `storage` thread, which alone writes to it.
public final class StorageLoop {
    private final StorageHandoff handoff;
    private final Storage storage;
    private final Flusher flusher;
    private final Rewinder rewinder;
    private final PipelineListener listener;
    private final Runnable whenDone;

    /// @param whenDone  tells the apply loop to look
    StorageLoop(
            StorageHandoff handoff,
            Storage storage,
            Flusher flusher,
            Rewinder rewinder,
            PipelineListener listener,
            Runnable whenDone) {
        this.handoff = handoff;
        this.storage = storage;
        this.flusher = flusher;
        this.rewinder = rewinder;
        this.listener = listener;
        this.whenDone = whenDone;
    }

    /// Does the next job, waiting for one a while; false if there was none.
    public boolean turn(Duration atMost) {
        return handoff.awaitJob(atMost).map(this::work).orElse(false);
    }

    private boolean work(StorageJob job) {
        handoff.done(outcomeOf(job));
        whenDone.run();
        return true;
    }

    // Whatever is thrown, the apply loop decides what it means: it knows what has to be tried again.
    private StorageJob.Outcome outcomeOf(StorageJob job) {
        try {
            return switch (job) {
                case StorageJob.Flush(var round, var pace) -> {
                    storage.pace(pace);
                    yield new StorageJob.Flushed(flusher.flush(round));
                }
                case StorageJob.FlushMemtables() -> {
                    storage.flushMemtables();
                    yield new StorageJob.MemtablesFlushed();
                }
                case StorageJob.Prune(var below) -> {
                    var _ = Pruning.below(below, storage, OptionalLong.of(below));
                    yield new StorageJob.Pruned();
                }
                case StorageJob.Errand(var errand) -> {
                    errand.run(storage);
                    yield new StorageJob.ErrandRun(errand);
                }
                case StorageJob.Rewind rewind -> rewound(rewind);
            };
        } catch (RuntimeException e) {
            return new StorageJob.Failed(job, e);
        }
    }

    // Without a log what is committed becomes durable later, and so does a rewind. What the branch before it has there
    // must not be taken for what comes after it, so it all becomes durable before.
    private StorageJob.Rewound rewound(StorageJob.Rewind job) {
        if (!lasts()) {
            storage.flushMemtables();
        }
        CommittedPosition before = storage.committed().orElseThrow();
        listener.rewinding(job.toHeight());
        RewindReport report = rewinder.rewind(
                job.toHeight(),
                (ResumeOffsets offsets) ->
                        job.announcements().map(offsets::withAnnouncements).orElse(offsets));
        if (job.isWished()) {
            lastIfPossible();
        }
        return new StorageJob.Rewound(job, report, before);
    }

    // Who wished for it is to find it after a crash, and after a damage to the end of a log, too: opened up to there,
    // the database would be as it was before. It is done, though: if the disk does not take it now, the memtables are
    // due before long, as always.
    private void lastIfPossible() {
        try {
            storage.flushMemtables();
        } catch (StorageFault _) {
            // The next round meets the same disk, and says so.
        }
    }

    @SuppressWarnings("ReferenceEquality") // Behind a rewind the same block may be committed again, and not last yet.
    private boolean lasts() {
        return storage.durable().orElse(null) == storage.committed().orElse(null);
    }
}
