package dev.cairn.terminal;

import dev.cairn.metrics.Figures;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Shows how far a piece of work is while it runs, and how long it took.
///
/// @param what   the work, as a heading
/// @param total   how much there is to do; 0 if nobody can say, or not yet
/// @param done    how much of it is done
/// @param amount  how much that is, for people
/// @param exact   whether both are known and not guessed
/// @param now     what is being done, to stand behind the bar; empty if the heading says enough
public record Progress(
        String what,
        LongSupplier total,
        LongSupplier done,
        LongFunction<String> amount,
        boolean exact,
        Supplier<String> now) {
    private static final Duration SHOWN_EVERY = Duration.ofMillis(250);
    private static final int BAR_WIDTH = 24;
    /// Before that, a guess at the time left would jump about.
    private static final double GUESS_FROM_SHARE = 0.02;

    public Progress(String what, long total, LongSupplier done) {
        this(what, total, done, () -> "");
    }

    public Progress(String what, long total, LongSupplier done, Supplier<String> now) {
        this(what, () -> total, done, Figures::count, true, now);
    }

    /// Of work on so many bytes.
    public static Progress ofBytes(String what, LongSupplier total, LongSupplier done, Supplier<String> now) {
        return new Progress(what, total, done, Figures::bytes, true, now);
    }

    /// Of work on bytes that nobody has counted. More than all of them is never said to be done.
    public static Progress ofAboutBytes(String what, LongSupplier total, LongSupplier done, Supplier<String> now) {
        return new Progress(
                what, total, () -> Math.min(done.getAsLong(), total.getAsLong()), Figures::bytes, false, now);
    }

    /// Of work that cannot be measured: what is shown is the time.
    public static Progress unmeasured(String what) {
        return new Progress(what, 0, () -> 0);
    }

    /// Work that may fail.
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    public <T, X extends Exception> T during(Screen screen, Work<T, X> work) throws X {
        long start = System.nanoTime();
        CountDownLatch ended = new CountDownLatch(1);
        Thread shown = Thread.ofVirtual().name("progress").start(() -> show(screen, start, ended));
        try {
            T result = work.run();
            end(ended, shown);
            screen.say(finished(since(start)));
            return result;
        } finally {
            end(ended, shown);
        }
    }

    private void show(Screen screen, long start, CountDownLatch ended) {
        try {
            while (!ended.await(SHOWN_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                screen.pass(line(done.getAsLong(), since(start)));
            }
        } catch (InterruptedException _) {
            // Nobody waits for it.
        }
    }

    /// Nothing is shown any more afterwards, so no line of this work comes after one of the next.
    private static void end(CountDownLatch ended, Thread shown) {
        ended.countDown();
        try {
            shown.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String line(long doneNow, Duration elapsed) {
        long all = total.getAsLong();
        if (all == 0) {
            return what + " … " + Figures.duration(elapsed) + behind();
        }
        double share = Math.clamp((double) doneNow / all, 0, 1);
        int filled = (int) (share * BAR_WIDTH);
        return "%s  %s%s %3d %%  %s%s of %s%s%s"
                .formatted(
                        what,
                        "█".repeat(filled),
                        "░".repeat(BAR_WIDTH - filled),
                        (int) (100 * share),
                        about(),
                        amount.apply(doneNow),
                        amount.apply(all),
                        timeLeft(share, elapsed),
                        behind());
    }

    private String behind() {
        String told = now.get();
        return told.isEmpty() ? "" : ": " + told;
    }

    private String about() {
        return exact ? "" : "about ";
    }

    private static String timeLeft(double share, Duration elapsed) {
        if (share < GUESS_FROM_SHARE || share >= 1) {
            return "";
        }
        long left = (long) (elapsed.toMillis() * (1 - share) / share);
        return ", about " + Figures.duration(Duration.ofMillis(left)) + " left";
    }

    private String finished(Duration elapsed) {
        String didAll = total.getAsLong() == 0 ? "done" : about() + amount.apply(done.getAsLong());
        return what + ": " + didAll + " in " + Figures.duration(elapsed);
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
