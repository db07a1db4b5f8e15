package dev.cairn.commands;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, or SIGTERM. Nothing is torn down where it stands: whoever works looks here, ends what it is at, and closes
/// everything in its order. **Threading:** any thread.
public final class StopRequest {
    private final CountDownLatch made = new CountDownLatch(1);

    public boolean isMade() {
        return made.getCount() == 0;
    }

    public void make() {
        made.countDown();
    }

    /// Returns when it is made, or after so long; says whether it is.
    public boolean await(Duration atMost) throws InterruptedException {
        return made.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Work that ends soon once it is asked to.
    @FunctionalInterface
    public interface Work {
        /// Gives the exit code.
        int run(StopRequest stop) throws Exception;
    }

    /// Runs the work, and ends the process with its exit code. Java would end a process that was sent a signal with
    /// another one, though everything was done as asked; so the hook waits for the work, and ends the process.
    public static void endProcessAfter(Work work) {
        StopRequest stop = new StopRequest();
        CountDownLatch ended = new CountDownLatch(1);
        int[] exitCode = {1};
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stop.make();
                            awaitEnd(ended);
                            Runtime.getRuntime().halt(exitCode[0]);
                        },
                        "stop"));
        try {
            exitCode[0] = work.run(stop);
        } catch (Exception e) {
            System.err.println("error: " + e.getMessage());
            e.printStackTrace();
        } finally {
            ended.countDown();
        }
        System.exit(exitCode[0]);
    }

    private static void awaitEnd(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException _) {
            // Nobody interrupts a hook.
        }
    }
}
