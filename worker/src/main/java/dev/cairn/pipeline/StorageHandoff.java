package dev.cairn.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The one place where the two loops meet: a slot for a job, and a slot for what came of it. A new job is taken only
/// when the last one's outcome was, so a slow disk slows down the apply loop and nothing piles up.
/// **Threading:** each method says whose it is.
final class StorageHandoff {
    private final BlockingQueue<StorageJob> job = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<StorageJob.Outcome> outcome = new ArrayBlockingQueue<>(1);
    /// The job whose outcome has not been taken. Only the apply loop looks.
    private Optional<StorageJob> underWay = Optional.empty();

    /// The apply loop's: whether a job was given whose outcome has not been taken.
    boolean isBusy() {
        return underWay.isPresent();
    }

    /// The apply loop's: whether the memory is the storage loop's for now, since it rewinds both sides.
    boolean isRewinding() {
        return underWay.filter(StorageJob.Rewind.class::isInstance).isPresent();
    }

    /// The apply loop's.
    void give(StorageJob next) {
        if (isBusy()) {
            throw new IllegalStateException("expected the storage loop to be free, but it has a job");
        }
        underWay = Optional.of(next);
        job.add(next);
    }

    /// The apply loop's: the outcome, if it is there.
    Optional<StorageJob.Outcome> takeOutcome() {
        Optional<StorageJob.Outcome> taken = Optional.ofNullable(outcome.poll());
        if (taken.isPresent()) {
            underWay = Optional.empty();
        }
        return taken;
    }

    /// The storage loop's: the next job, waiting for it a while.
    Optional<StorageJob> awaitJob(Duration atMost) {
        try {
            return Optional.ofNullable(job.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The storage loop's.
    void done(StorageJob.Outcome result) {
        outcome.add(result);
    }
}
