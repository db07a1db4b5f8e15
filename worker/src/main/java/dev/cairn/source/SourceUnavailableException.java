package dev.cairn.source;

/// Kafka did not give an answer this time. Trying again later may help, and loses nothing.
@SuppressWarnings("serial")
public final class SourceUnavailableException extends RuntimeException {
    public SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
