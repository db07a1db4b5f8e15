package dev.cairn.proof;

/// A repair is not begun; nothing was changed. The message says what to do.
public final class RepairRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RepairRefusedException(String message) {
        super(message);
    }
}
