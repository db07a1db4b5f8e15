package dev.cairn.snapshot;

/// It cannot be done to this snapshot, or not there; nothing was changed.
public final class SnapshotRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SnapshotRefusedException(String message) {
        super(message);
    }
}
