package dev.cairn.repository;

import org.jspecify.annotations.Nullable;

/// What a repository has of a snapshot is not what was sent, and trying again will not help: an older one
/// is wanted.
@SuppressWarnings("serial") // never leaves the process
public final class DamagedSnapshotException extends RepositoryException {
    DamagedSnapshotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
