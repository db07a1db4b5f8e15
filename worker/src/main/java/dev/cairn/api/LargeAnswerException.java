package dev.cairn.api;

/// The values of an answer are so large that it has to wait for its turn.
@SuppressWarnings("serial")
final class LargeAnswerException extends RuntimeException {
    LargeAnswerException() {
        // It tells nothing that anybody would look for.
        super("an answer that has to wait for its turn", null, false, false);
    }

    static void throwIfMore(long bytes, long bytesMax) {
        if (bytes > bytesMax) {
            throw new LargeAnswerException();
        }
    }
}
