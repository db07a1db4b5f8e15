package dev.cairn.cli;

/// The command line asks for what there is not.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
