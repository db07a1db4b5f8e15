package dev.cairn.api;

import dev.cairn.read.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How many scans may be open at once: each holds what it reads from, in memory and on disk, until it ends. And how
/// many of them may be at work: the threads of requests share the processors, and one that reads on and on does not
/// let go of its own before it has to wait for its client, so a crowd of scans would keep all others waiting.
public final class OpenScans {
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), /* fair= */ true);
    private final Semaphore places;
    private final int max;
    private final Duration timeMax;

    /// @param timeMax  how long one that is read line by line may be open
    public OpenScans(int max, Duration timeMax) {
        this.max = max;
        this.timeMax = timeMax;
        places = new Semaphore(max);
    }

    /// How many there are now.
    public int count() {
        return max - places.availablePermits();
    }

    Duration timeMax() {
        return timeMax;
    }

    /// A scan that has a place among them, until it is closed.
    record Placed<S>(S scan, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
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

    /// Opens a scan, and has a place for it if it can be opened. So who is told that the height is not there yet, and
    /// waits for it, takes none from others meanwhile.
    ///
    /// @param close  closes what was opened
    /// @throws dev.cairn.http.RefusedException  if there are as many as may be
    <S> Answer<Placed<S>> placed(Supplier<Answer<S>> open, Consumer<S> close) {
        if (!places.tryAcquire()) {
            throw Unanswered.overloaded(
                    max + " scans are open, and no more may be; ask again in a moment", Map.of("scansMax", max));
        }
        boolean isOpen = false;
        try {
            Answer<Placed<S>> answer = switch (open.get()) {
                case Answer.Known<S>(var at, var scan) ->
                    new Answer.Known<>(at, new Placed<>(scan, () -> leave(scan, close)));
                case Answer.Pruned<S>(var earliest) -> new Answer.Pruned<>(earliest);
                case Answer.NotYetApplied<S>(var applied) -> new Answer.NotYetApplied<>(applied);
            };
            isOpen = answer instanceof Answer.Known;
            return answer;
        } finally {
            if (!isOpen) {
                places.release();
            }
        }
    }

    private <S> void leave(S scan, Consumer<S> close) {
        try {
            close.accept(scan);
        } finally {
            places.release();
        }
    }
}
