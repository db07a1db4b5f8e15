package dev.cairn.repository;

import org.jspecify.annotations.Nullable;

/// There is no object with that key.
@SuppressWarnings("serial") // never leaves the process
public final class AbsentObjectException extends RepositoryException {
    AbsentObjectException(String key, String where, @Nullable Throwable cause) {
        super("there is no " + key + " in " + where, cause);
    }
}
