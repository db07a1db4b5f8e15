package dev.cairn.http;

import org.jspecify.annotations.Nullable;

/// A file that TLS needs is not what it has to be; the message says which, and what to do.
@SuppressWarnings("serial")
final class UnfitTlsFileException extends Exception {
    UnfitTlsFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
