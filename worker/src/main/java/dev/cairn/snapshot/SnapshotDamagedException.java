package dev.cairn.snapshot;

import org.jspecify.annotations.Nullable;

/// What lies in a snapshot is not what was put there.
public final class SnapshotDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SnapshotDamagedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
