package dev.cairn.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A named thread that takes turns until it is told to stop. What the loop owns belongs to this thread alone.
/// **Threading:** any thread may stop it and wait for it.
public final class LoopThread {
    private final Thread thread;
    private final Duration pause;
    private volatile boolean stopping;

    /// @param turn   takes a step; false if there was nothing to do
    /// @param pause  how long to wait after such a turn
    /// @param last   what the thread does in the end, if it was stopped and not ended by an error
    public LoopThread(String name, BooleanSupplier turn, Duration pause, Runnable last) {
        this.pause = pause;
        thread = Thread.ofPlatform().name(name).unstarted(() -> run(turn, last));
    }

    public void start() {
        thread.start();
    }

    /// Lets the current turn be the last one.
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }

    /// Waits for the end.
    public void join() throws InterruptedException {
        thread.join();
    }

    /// Whether it was started and has not ended.
    public boolean isAlive() {
        return thread.isAlive();
    }

    private void run(BooleanSupplier turn, Runnable last) {
        while (!stopping) {
            if (!turn.getAsBoolean() && !stopping) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        last.run();
    }
}
