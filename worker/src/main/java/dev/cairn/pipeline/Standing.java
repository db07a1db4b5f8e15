package dev.cairn.pipeline;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.storage.StorageFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Whether the pipeline runs, waits a while before it tries again, or is halted: the one place that says what a failure
/// means. **Threading:** the `apply` thread; [#halt()] from any.
///
/// Running → waiting → running: no answer from Kafka or the disk. Running → halted: what cannot pass. Halted → running:
/// what may pass has passed, which is found out by trying.
final class Standing {
    /// So often the disk may fail in a row before it is said aloud.
    private static final int STORAGE_FAILURES_BORNE = 5;

    private final PipelineListener listener;
    private final InstantSource clock;
    private final Duration retryAfter;
    private volatile Optional<Halt> halt = Optional.empty();
    private long sourceNotBeforeMs;
    private long storageNotBeforeMs;
    private int storageFailures;

    Standing(PipelineListener listener, InstantSource clock, Duration retryAfter) {
        this.listener = listener;
        this.clock = clock;
        this.retryAfter = retryAfter;
    }

    Optional<Halt> halt() {
        return halt;
    }

    boolean mayAdvance() {
        return clock.millis() >= sourceNotBeforeMs
                && halt.map(stop -> stop.reason() == HaltReason.SOURCE_REFUSED).orElse(true);
    }

    boolean mayWrite() {
        return clock.millis() >= storageNotBeforeMs
                && halt.map(stop -> stop.reason() != HaltReason.STORAGE_CORRUPT).orElse(true);
    }

    void advanced() {
        sourceNotBeforeMs = 0;
        resumeFrom(HaltReason.SOURCE_REFUSED);
    }

    void wrote() {
        storageFailures = 0;
        storageNotBeforeMs = 0;
        resumeFrom(HaltReason.DISK_FULL);
        resumeFrom(HaltReason.STORAGE_FAILED);
    }

    /// Something was thrown while advancing.
    void failed(RuntimeException cause) {
        switch (cause) {
            case HaltException stop -> {
                sourceNotBeforeMs = clock.millis() + retryAfter.toMillis();
                halt(stop.halt());
            }
            case SourceUnavailableException _ -> {
                sourceNotBeforeMs = clock.millis() + retryAfter.toMillis();
                listener.sourceUnavailable(cause);
            }
            case StorageFault fault -> storageFailed(fault);
            default -> halt(internal(cause));
        }
    }

    /// The disk did not do what it was asked for.
    void storageFailed(RuntimeException cause) {
        listener.storageFailed(cause);
        storageNotBeforeMs = clock.millis() + retryAfter.toMillis();
        sourceNotBeforeMs = storageNotBeforeMs;
        storageFailures++;
        if (cause instanceof StorageFault fault) {
            haltBy(fault);
        } else {
            halt(internal(cause));
        }
    }

    private void haltBy(StorageFault fault) {
        switch (fault) {
            case StorageFault.DiskFull _ ->
                halt(
                        storageHalt(
                                HaltReason.DISK_FULL,
                                fault,
                                "Free space, or give the volume more: the worker goes on by itself then. Reads go on meanwhile."));
            case StorageFault.Corrupt _ ->
                halt(storageHalt(
                        HaltReason.STORAGE_CORRUPT,
                        fault,
                        "Stop the worker, put the database aside, and restore the newest good snapshot, or begin again in"
                                + " an empty directory. Look for the cause: a failing disk, or another program."));
            case StorageFault.Retryable _ -> {
                if (storageFailures >= STORAGE_FAILURES_BORNE) {
                    halt(storageHalt(
                            HaltReason.STORAGE_FAILED,
                            fault,
                            "It is tried again every " + retryAfter.toSeconds()
                                    + " s. Look at the disk and the kernel's log."));
                }
            }
            // Whoever closed it stops the loops too.
            case StorageFault.Closed _ -> {}
        }
    }

    private void halt(Halt stop) {
        if (halt.isEmpty()) {
            halt = Optional.of(stop);
            listener.halted(stop);
        }
    }

    private void resumeFrom(HaltReason reason) {
        if (halt.isPresent() && halt.get().reason() == reason) {
            halt = Optional.empty();
            listener.resumed();
        }
    }

    private static Halt storageHalt(HaltReason reason, StorageFault fault, String whatToDo) {
        return new Halt(reason, String.valueOf(fault.getMessage()), "the database", whatToDo);
    }

    private static Halt internal(RuntimeException cause) {
        return new Halt(
                HaltReason.INTERNAL,
                "A mistake in Cairn: " + cause,
                "see the log for where",
                "Nothing was stored by halves. Start the worker again; if it happens again, report it with the log.");
    }
}
