package dev.cairn.http;

/// The address to listen on cannot be had.
@SuppressWarnings("serial")
public final class CannotListenException extends RuntimeException {
    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
