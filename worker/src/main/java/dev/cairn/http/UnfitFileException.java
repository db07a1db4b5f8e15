package dev.cairn.http;

import org.jspecify.annotations.Nullable;

/// A file that the server needs is not what it has to be; the message says which, and what to do.
@SuppressWarnings("serial")
final class UnfitFileException extends Exception {
    UnfitFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
