package dev.cairn.api;

import dev.cairn.http.Reply;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// How many scans may be open at once: each holds what it reads from, in memory and on disk, until it ends. And how
/// many of them may be at work: the threads of requests share the processors, and one that reads on and on does not
/// let go of its own before it has to wait for its client, so a crowd of scans would keep all others waiting.
public final class OpenScans {
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), /* fair= */ true);
    private final Semaphore places;
    private final int max;

    public OpenScans(int max) {
        this.max = max;
        places = new Semaphore(max);
    }

    /// How many there are now.
    public int count() {
        return max - places.availablePermits();
    }

    /// A place among them; given back when the question is answered, unless the answer keeps it.
    final class Place {
        private boolean isKept;

        /// Tells how to give it back later.
        Runnable keep() {
            isKept = true;
            return places::release;
        }
    }

    /// A piece of a scan's work.
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /// Does it when it is its turn. It should be short, and wait for nothing.
    <T, E extends Exception> T inTurn(Work<T, E> work) throws E {
        turns.acquireUninterruptibly();
        try {
            return work.done();
        } finally {
            turns.release();
        }
    }

    /// @throws dev.cairn.http.RefusedException  if there are as many as may be
    Reply holding(Function<Place, Reply> answer) {
        if (!places.tryAcquire()) {
            throw Unanswered.overloaded(
                    max + " scans are open, and no more may be; ask again in a moment", Map.of("scansMax", max));
        }
        Place place = new Place();
        try {
            return answer.apply(place);
        } finally {
            if (!place.isKept) {
                places.release();
            }
        }
    }
}
