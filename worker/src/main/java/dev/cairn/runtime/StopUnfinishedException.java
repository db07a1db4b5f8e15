package dev.cairn.runtime;

import java.util.List;

/// A worker that was told to stop has run out of time. Nothing is lost: what is not on disk is read again.
@SuppressWarnings("serial") // never leaves the process
public final class StopUnfinishedException extends RuntimeException {
    /// @param open  what it still waits for
    StopUnfinishedException(List<String> open) {
        super("expected to be closed in time, but " + String.join(", ", open)
                + ". Nothing is lost: what is not on disk is read again at the next start. Look whether the disk and"
                + " Kafka answer.");
    }
}
