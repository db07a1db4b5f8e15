package dev.cairn.fault;

import org.jspecify.annotations.Nullable;

/// Thrown by a station that cannot go on: the loop stops applying, and nothing is lost.
@SuppressWarnings("serial") // never leaves the process
public final class HaltException extends RuntimeException {
    private final transient Halt halt;

    public HaltException(Halt halt) {
        this(halt, null);
    }

    public HaltException(Halt halt, @Nullable Throwable cause) {
        super(halt.message(), cause);
        this.halt = halt;
    }

    public Halt halt() {
        return halt;
    }
}
