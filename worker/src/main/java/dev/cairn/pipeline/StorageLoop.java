package dev.cairn.pipeline;

import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.storage.Storage;
import java.time.Duration;

/// Step 7: does one thing at a time to the disk. **Threading:** the `storage` thread, which alone writes to it.
public final class StorageLoop {
    private final StorageHandoff handoff;
    private final Storage storage;
    private final Flusher flusher;
    private final Rewinder rewinder;
    private final Runnable whenDone;

    /// @param whenDone  tells the apply loop to look
    StorageLoop(StorageHandoff handoff, Storage storage, Flusher flusher, Rewinder rewinder, Runnable whenDone) {
        this.handoff = handoff;
        this.storage = storage;
        this.flusher = flusher;
        this.rewinder = rewinder;
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
                case StorageJob.Errand(var errand) -> {
                    errand.run(storage);
                    yield new StorageJob.ErrandRun(errand);
                }
                case StorageJob.Rewind(var toHeight, var announcements) ->
                    new StorageJob.Rewound(rewinder.rewind(
                            toHeight, (ResumeOffsets offsets) -> offsets.withAnnouncements(announcements)));
            };
        } catch (RuntimeException e) {
            return new StorageJob.Failed(job, e);
        }
    }
}
