package dev.cairn.read;

/// Values that were asked for at once are larger together than whoever asked can take. Reading has ended there.
public final class ValuesTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ValuesTooLargeException(long bytesMax) {
        super("expected values of at most " + bytesMax + " bytes together, but they are larger; ask for fewer at once");
    }
}
