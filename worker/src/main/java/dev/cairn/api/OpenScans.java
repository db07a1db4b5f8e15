package dev.cairn.api;

import dev.cairn.read.Answer;
import dev.cairn.read.Walk;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// How many scans may be open at once: each holds what it reads from, in memory and on disk, until it ends. How many of
/// them may be at work is a matter of turns.
public final class OpenScans {
    /// How many steps a turn has. A step took 0.3 to 0.7 µs of a processor where everything was cached, so a turn
    /// lasts 15 to 35 ms there, and whoever queues behind all 64 others a second or two. Opening a list may take
    /// as long, so much shorter turns would be spent on that.
    private static final int STEPS_IN_A_TURN = 50_000;

    private final Turns turns = new Turns();
    private final Semaphore places;
    private final int max;
    private final Duration timeMax;
    private final int stepsInATurn;

    /// @param timeMax  how long one that is read line by line may be open
    public OpenScans(int max, Duration timeMax) {
        this(max, timeMax, STEPS_IN_A_TURN);
    }

    OpenScans(int max, Duration timeMax, int stepsInATurn) {
        this.max = max;
        this.timeMax = timeMax;
        this.stepsInATurn = stepsInATurn;
        places = new Semaphore(max);
    }

    /// Shared with whoever else works for long.
    Turns turns() {
        return turns;
    }

    /// How many there are now.
    public int count() {
        return max - places.availablePermits();
    }

    /// A walk that has a place among them, until it is closed.
    final class Placed<W extends Walk<?>> implements AutoCloseable {
        private final W walk;
        private long stepsAtEnd;

        private Placed(W walk) {
            this.walk = walk;
        }

        W walk() {
            return walk;
        }

        /// Walks on when it is its turn.
        <T, E extends Exception> T inTurn(Turns.Work<T, E> work) throws E {
            return turns.inTurn(() -> {
                stepsAtEnd = walk.steps() + stepsInATurn;
                return work.done();
            });
        }

        /// Whether it has walked so far that it is for others to go on.
        boolean isTurnOver() {
            return walk.steps() >= stepsAtEnd;
        }

        /// How long it may be open if it is read line by line.
        Duration timeMax() {
            return timeMax;
        }

        @Override
        public void close() {
            try {
                walk.close();
            } finally {
                places.release();
            }
        }
    }

    /// Opens a walk when it is its turn, and has a place for it if it can be opened. So who is told that the height is
    /// not there yet, and waits for it, takes none from others meanwhile.
    ///
    /// @throws dev.cairn.http.RefusedException  if there are as many as may be
    <W extends Walk<?>> Answer<Placed<W>> placed(Supplier<Answer<W>> open) {
        if (!places.tryAcquire()) {
            throw Unanswered.overloaded(
                    max + " scans are open, and no more may be; ask again in a moment", Map.of("scansMax", max));
        }
        boolean isOpen = false;
        try {
            Answer<Placed<W>> answer = switch (turns.inTurn(open::get)) {
                case Answer.Known<W>(var at, var walk) -> new Answer.Known<>(at, new Placed<>(walk));
                case Answer.Pruned<W>(var earliest) -> new Answer.Pruned<>(earliest);
                case Answer.NotYetApplied<W>(var applied) -> new Answer.NotYetApplied<>(applied);
            };
            isOpen = answer instanceof Answer.Known;
            return answer;
        } finally {
            if (!isOpen) {
                places.release();
            }
        }
    }
}
