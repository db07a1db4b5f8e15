package dev.cairn.selftest;

import dev.cairn.broker.FreePorts;
import dev.cairn.commands.StopRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;

/// A worker's lives: it is started, watched until it is at something, killed, and started again on what it left.
/// **Threading:** one thread.
final class HardLife implements AutoCloseable {
    /// What a process leaves behind that is killed, such as libraries it has unpacked.
    static final String SCRATCH = "scratch";

    private static final Duration LOOKED_EVERY = Duration.ofMillis(4);
    /// A moment that does not come within this time is not waited for; the worker is killed anyway.
    private static final Duration WAITED_AT_MOST = Duration.ofSeconds(30);

    private static final int START_MS_MAX = 1_500;
    private static final int CATCH_UP_MS_MAX = 150;
    private static final int FLUSH_MS_MAX = 20;
    private static final int CLOSE_MS_MAX = 200;

    private final Path configuration;
    private final Path log;
    private final Path scratch;
    private final int port = FreePorts.any();
    private final Random random;
    private final StopRequest stop;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private OptionalLong flushedBefore = OptionalLong.empty();

    HardLife(Path directory, String settings, Random random, StopRequest stop) {
        this.random = random;
        this.stop = stop;
        configuration = directory.resolve("worker.conf");
        log = directory.resolve("worker.log");
        scratch = directory.resolve(SCRATCH);
        try {
            Files.createDirectories(scratch);
            Files.writeString(configuration, settings + "http.port = " + port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("expected to write " + configuration, e);
        }
    }

    /// Something that is done to the worker's surroundings while it lives.
    @FunctionalInterface
    interface Disturbance {
        void happen(int life) throws InterruptedException;
    }

    /// One life, from start to kill.
    ///
    /// @throws IllegalStateException  if the worker ends by itself, or halts
    Kill live(int number, KillMoment moment, long testBeganNanos, Disturbance disturbance) throws InterruptedException {
        try (WorkerProcess worker = WorkerProcess.start(configuration, port, log, scratch, http)) {
            disturbance.happen(number);
            Optional<WorkerHeights> seen = awaitMoment(worker, moment);
            Duration lived = worker.lived();
            worker.kill();
            if (!moment.mayEndWith(worker.exitCode())) {
                throw new IllegalStateException("expected worker number " + number + " to live until it was killed "
                        + moment + ", but it ended by itself with exit code " + worker.exitCode() + "; see " + log);
            }
            flushedBefore = seen.map(WorkerHeights::flushed).orElse(flushedBefore);
            return new Kill(number, moment, Duration.ofNanos(System.nanoTime() - testBeganNanos), lived, seen);
        }
    }

    private Optional<WorkerHeights> awaitMoment(WorkerProcess worker, KillMoment moment) throws InterruptedException {
        return switch (moment) {
            case STARTING -> {
                pause(START_MS_MAX);
                yield Optional.empty();
            }
            case CATCHING_UP -> {
                var seen = await(worker, heights -> heights.applied().isPresent());
                pause(CATCH_UP_MS_MAX);
                yield seen;
            }
            case FLUSHING -> {
                var seen = await(
                        worker,
                        heights -> !heights.flushed().equals(flushedBefore)
                                && heights.flushed().isPresent());
                pause(FLUSH_MS_MAX);
                yield seen;
            }
            case AT_THE_TIP -> {
                var seen = await(worker, heights -> heights.lag().equals(OptionalLong.of(0)));
                pause(CATCH_UP_MS_MAX);
                yield seen;
            }
            case CLOSING -> {
                var seen = await(worker, heights -> heights.applied().isPresent());
                // One that does not answer yet may not listen to signals either, and would end in Java's own way.
                if (seen.isPresent()) {
                    worker.askToEnd();
                }
                pause(CLOSE_MS_MAX);
                yield seen;
            }
        };
    }

    private Optional<WorkerHeights> await(WorkerProcess worker, Predicate<WorkerHeights> condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + WAITED_AT_MOST.toNanos();
        Optional<WorkerHeights> seen = Optional.empty();
        while (worker.isAlive() && System.nanoTime() - deadline < 0 && !stop.await(LOOKED_EVERY)) {
            Optional<WorkerHeights> now = worker.heights();
            seen = now.isPresent() ? now : seen;
            if (seen.filter(WorkerHeights::halted).isPresent()) {
                throw new IllegalStateException("expected the worker to go on, but it halted; see " + log);
            }
            if (seen.filter(condition).isPresent()) {
                return seen;
            }
        }
        return seen;
    }

    private void pause(int upToMs) throws InterruptedException {
        var _ = stop.await(Duration.ofMillis(random.nextInt(upToMs)));
    }

    @Override
    public void close() {
        http.close();
    }
}
