package dev.cairn.proof;

import dev.cairn.storage.StorageFault;
import org.jspecify.annotations.Nullable;

/// A database does not hold what was written into it: what was expected, what was found, where, and what
/// to do.
public final class NotWholeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fact;

    /// That says itself what to do.
    NotWholeException(String message) {
        super(message);
        fact = message;
    }

    NotWholeException(String fact, @Nullable Throwable cause) {
        super(
                fact + " Stop trusting this database: `cairn repair` puts it aside, and salvages what can be proved or"
                        + " restores the newest good snapshot.",
                cause);
        this.fact = fact;
    }

    /// Of a database that cannot even be opened.
    public NotWholeException(StorageFault.Corrupt cause) {
        this(String.valueOf(cause.getMessage()), cause);
    }

    /// What is wrong, without what to do about it.
    public String fact() {
        return fact;
    }
}
