package dev.cairn.transfer;

/// An export or import is not made, or not finished; nothing is left of it. The message says what to do.
public final class ExportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExportRefusedException(String message) {
        super(message);
    }
}
