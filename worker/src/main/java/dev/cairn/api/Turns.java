package dev.cairn.api;

import dev.cairn.http.Reply;
import java.util.concurrent.Semaphore;

/// How many requests may be at something that takes long or much memory. The threads of requests share the processors,
/// and one that works on and on does not let go of its own before it has to wait for its client, so a crowd of them
/// would keep all others waiting. And while an answer with large values is made, it takes several times their bytes.
final class Turns {
    /// What is told at once, and by everybody at the same time.
    static final int SMALL_BYTES_MAX = 64 << 10;

    /// What the largest answer takes while it is made: values of 16 MiB, as digits in a text, as bytes, and in a
    /// buffer that grows.
    private static final long HEAP_FOR_ONE = 256 << 20;

    private final Semaphore free;

    Turns() {
        this(Math.clamp(
                Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE,
                1,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
    }

    Turns(int atOnce) {
        free = new Semaphore(atOnce, /* fair= */ true);
    }

    /// A piece of work.
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /// It should be short, and wait for nothing.
    <T, E extends Exception> T inTurn(Work<T, E> work) throws E {
        free.acquireUninterruptibly();
        try {
            return work.done();
        } finally {
            free.release();
        }
    }

    /// Makes an answer.
    @FunctionalInterface
    interface Attempt {
        /// Reads, and makes an answer of what came.
        ///
        /// @throws LargeAnswerException  if the values have more than so many bytes
        Reply at(Point point, long bytesMax);
    }

    /// Makes an answer at once if it is small. Else what was read for it is let go of, and read again when it is its
    /// turn: those who wait hold nothing.
    Reply answer(Point point, Attempt attempt) {
        try {
            return attempt.at(point, SMALL_BYTES_MAX);
        } catch (LargeAnswerException _) {
            return inTurn(() -> attempt.at(point.withoutPatience(), Long.MAX_VALUE));
        }
    }
}
