package dev.cairn.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Something that is done again and again on a thread of its own, with a breath in between, until this is closed. What
/// it fails with is told as a wrong answer.
final class Background implements AutoCloseable {
    private static final Duration BREATH = Duration.ofMillis(20);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /// One time of it.
    @FunctionalInterface
    interface Turn {
        void take() throws Exception;
    }

    private Background(String name, Turn turn, Answers answers) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                while (!ended.await(BREATH.toMillis(), TimeUnit.MILLISECONDS)) {
                    turn.take();
                }
            } catch (InterruptedException _) {
                // Closed while it waited for an answer.
            } catch (Exception e) {
                answers.wrong("expected " + name + " to go on, but it ended with " + e);
            }
        });
    }

    static Background start(String name, Turn turn, Answers answers) {
        Background background = new Background(name, turn, answers);
        background.thread.start();
        return background;
    }

    /// Returns when the turn that is under way has ended.
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
