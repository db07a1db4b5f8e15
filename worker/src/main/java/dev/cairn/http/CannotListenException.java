package dev.cairn.http;

/// The address to listen on cannot be had, or not in the way that was asked for.
@SuppressWarnings("serial")
public sealed class CannotListenException extends RuntimeException {
    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Not the address is at fault: certificates, keys or tokens cannot be used.
    public static final class FilesUnfit extends CannotListenException {
        FilesUnfit(Exception cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
