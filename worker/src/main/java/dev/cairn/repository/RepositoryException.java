package dev.cairn.repository;

import org.jspecify.annotations.Nullable;

/// A repository did not do what it was asked for. The message says what was tried, where, what came back,
/// and what to do.
@SuppressWarnings("serial") // never leaves the process
public class RepositoryException extends RuntimeException {
    public RepositoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
