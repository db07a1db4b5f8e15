package dev.cairn.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// What one connection is doing, as far as it matters for how long its client takes to send a request. A client that
/// sends a byte now and then is never idle, so the time counts from the first byte on, whatever comes after it.
///
/// A new connection is sending at once, or it would have no reason to be there. Then it is answered, silent, and
/// sending again. **Threading:** any.
final class Conversation {
    private final AtomicReference<State> state;
    private final boolean tooMany;

    /// @param tooMany  whether it is one more than there may be
    Conversation(long nowNanos, boolean tooMany) {
        this.tooMany = tooMany;
        state = new AtomicReference<>(new State.Sending(nowNanos));
    }

    private sealed interface State {
        record Sending(long sinceNanos) implements State {}

        /// Not a record: of two requests on a connection each has its own.
        final class Answered implements State {}

        record Silent(long bytesSoFar) implements State {}
    }

    /// Hands out what is to be called when a request is over, which has just come.
    AnswerEnd beginAnswer() {
        State.Answered answered = new State.Answered();
        state.set(answered);
        return bytesSoFar -> {
            // The next request may be here already.
            boolean _ = state.compareAndSet(answered, new State.Silent(bytesSoFar));
        };
    }

    @FunctionalInterface
    interface AnswerEnd {
        /// The request is over.
        ///
        /// @param bytesSoFar  that have come by this connection
        void at(long bytesSoFar);
    }

    /// Since when a request has been on its way; zero if there is none.
    Duration sendingFor(long nowNanos, long bytesSoFar) {
        State now = state.get();
        return switch (now) {
            case State.Answered _ -> Duration.ZERO;
            case State.Sending(long since) -> Duration.ofNanos(Math.max(0, nowNanos - since));
            case State.Silent(long before) -> {
                if (bytesSoFar > before) {
                    boolean _ = state.compareAndSet(now, new State.Sending(nowNanos));
                }
                yield Duration.ZERO;
            }
        };
    }

    boolean isOneTooMany() {
        return tooMany;
    }
}
