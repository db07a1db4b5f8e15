package dev.cairn.pipeline;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.StorageFault;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Whether the pipeline runs, waits a while before it tries again, or is halted: the one place that says what a failure
/// means. **Threading:** the `apply` thread; [#halt()] and [#waitingForSource()] from any.
///
/// Running → waiting → running: no answer from Kafka or the disk. Running → halted: what cannot pass. Halted → running:
/// what may pass has passed, which is found out by trying, or the database was rewound. Halted → halted by a damaged
/// database,
/// whatever it was before.
final class Standing {
    /// So often the disk may fail in a row before it is said aloud.
    private static final int STORAGE_FAILURES_BORNE = 5;

    private final PipelineListener listener;
    private final ForwardClock clock;
    private final Duration retryAfter;
    private final Supplier<Optional<StorageFault.Corrupt>> damage;
    private volatile Optional<Halt> halt = Optional.empty();
    private volatile Optional<String> waitingForSource = Optional.empty();
    private long sourceNotBeforeMs;
    private long storageNotBeforeMs;
    private int writeFailures;
    private int readFailures;
    /// Whether it was found out while advancing that it cannot go on; then trying to advance tells when it can.
    private boolean foundWhileAdvancing;

    /// @param damage  what anybody has come across in the database who reads it, if somebody has
    Standing(
            PipelineListener listener,
            ForwardClock clock,
            Duration retryAfter,
            Supplier<Optional<StorageFault.Corrupt>> damage) {
        this.damage = damage;
        this.listener = listener;
        this.clock = clock;
        this.retryAfter = retryAfter;
    }

    Optional<Halt> halt() {
        return halt;
    }

    /// What Kafka was asked for and did not answer; empty while it answers.
    Optional<String> waitingForSource() {
        return waitingForSource;
    }

    boolean mayAdvance() {
        lookForDamage();
        return clock.elapsedMs() >= sourceNotBeforeMs
                && halt.map(stop -> foundWhileAdvancing && stop.reason().mayPass())
                        .orElse(true);
    }

    boolean mayWrite() {
        return clock.elapsedMs() >= storageNotBeforeMs && !isCorrupt();
    }

    /// Whether it is halted by the disk, and only a write can show that this has passed.
    boolean waitsForDisk() {
        return !foundWhileAdvancing && halt.filter(Standing::isOfDisk).isPresent();
    }

    private static boolean isOfDisk(Halt stop) {
        return stop.reason() == HaltReason.DISK_FULL || stop.reason() == HaltReason.STORAGE_FAILED;
    }

    /// A reader comes across it, or who compacts; what is on disk must not be written to, and not be copied, either.
    private void lookForDamage() {
        if (!isCorrupt()) {
            damage.get().ifPresent(found -> {
                listener.storageFailed(found);
                halt(storageHalt(HaltReason.STORAGE_CORRUPT, found), false);
            });
        }
    }

    private boolean isCorrupt() {
        return halt.filter(stop -> stop.reason() == HaltReason.STORAGE_CORRUPT).isPresent();
    }

    /// Kafka answered. That alone does not show that what was found out while advancing has passed.
    void sourceAnswered() {
        sourceNotBeforeMs = 0;
        waitingForSource = Optional.empty();
    }

    /// Whatever failed while advancing did not fail this time.
    void advanced() {
        sourceAnswered();
        readFailures = 0;
        resume(stop -> foundWhileAdvancing && stop.reason().mayPass());
    }

    void wrote() {
        writeFailures = 0;
        storageNotBeforeMs = 0;
        resume(Standing::isOfDisk);
    }

    /// Everything begins again behind an older block: what applying was halted by is found again if it is still there.
    void rewound() {
        wrote();
        sourceAnswered();
        readFailures = 0;
        resume(stop -> stop.reason() != HaltReason.STORAGE_CORRUPT);
    }

    /// Something was thrown while advancing, or the disk did not rewind, which is a part of advancing.
    void failed(RuntimeException cause) {
        sourceNotBeforeMs = clock.elapsedMs() + retryAfter.toMillis();
        switch (cause) {
            case HaltException stop -> {
                // What keeps a shard halted is thrown again at every try; once is enough.
                if (halt.isEmpty() && stop.getCause() != null) {
                    listener.haltCause(stop.getCause());
                }
                halt(stop.halt(), true);
            }
            case SourceUnavailableException _ -> {
                waitingForSource = Optional.of(String.valueOf(cause.getMessage()));
                listener.sourceUnavailable(cause);
            }
            case StorageFault fault -> {
                listener.storageFailed(cause);
                haltBy(fault, ++readFailures, true);
            }
            default -> {
                unforeseen(cause);
                halt(internal(cause), true);
            }
        }
    }

    /// The disk did not take a round.
    void writeFailed(RuntimeException cause) {
        listener.storageFailed(cause);
        storageNotBeforeMs = clock.elapsedMs() + retryAfter.toMillis();
        sourceNotBeforeMs = storageNotBeforeMs;
        writeFailures++;
        if (cause instanceof StorageFault fault) {
            haltBy(fault, writeFailures, false);
        } else {
            unforeseen(cause);
            halt(internal(cause), false);
        }
    }

    private void haltBy(StorageFault fault, int failuresInARow, boolean whileAdvancing) {
        switch (fault) {
            case StorageFault.DiskFull full -> {
                halt(storageHalt(HaltReason.DISK_FULL, fault), whileAdvancing);
                if (full.passesByOpeningAgain()) {
                    listener.opensAgain();
                }
            }
            case StorageFault.Corrupt _ -> halt(storageHalt(HaltReason.STORAGE_CORRUPT, fault), whileAdvancing);
            case StorageFault.Retryable _ -> {
                if (failuresInARow >= STORAGE_FAILURES_BORNE) {
                    halt(storageHalt(HaltReason.STORAGE_FAILED, fault), whileAdvancing);
                }
            }
            // Whoever closed it stops the loops too.
            case StorageFault.Closed _ -> {}
        }
    }

    // What keeps a shard halted is thrown again at every try; once is enough.
    private void unforeseen(Throwable cause) {
        if (halt.isEmpty()) {
            listener.unforeseen(cause);
        }
    }

    // Of several reasons the first is told, but a damaged database before any other: it goes on being damaged when the
    // other reason has passed, and must not be written to meanwhile. And where something else is to be done about the
    // same reason by now, that is told.
    private void halt(Halt stop, boolean whileAdvancing) {
        boolean isWorse = stop.reason() == HaltReason.STORAGE_CORRUPT && !isCorrupt();
        boolean takesMore = stop.reason() == HaltReason.DISK_FULL
                && halt.filter(now -> now.reason() == HaltReason.DISK_FULL
                                && !now.whatToDo().equals(stop.whatToDo()))
                        .isPresent();
        if (halt.isEmpty() || isWorse || takesMore) {
            foundWhileAdvancing = whileAdvancing;
            halt = Optional.of(stop);
            listener.halted(stop);
        }
    }

    private void resume(Predicate<Halt> ifHaltedBy) {
        if (halt.filter(ifHaltedBy).isPresent()) {
            halt = Optional.empty();
            listener.resumed();
        }
    }

    private static Halt storageHalt(HaltReason reason, StorageFault fault) {
        return new Halt(reason, String.valueOf(fault.getMessage()), "the database", fault.whatToDo());
    }

    private static Halt internal(RuntimeException cause) {
        return new Halt(
                HaltReason.INTERNAL,
                "A mistake in Cairn: " + cause,
                "see the log for where",
                "Nothing was stored by halves. Start the worker again; if it happens again, report it with the log.");
    }
}
