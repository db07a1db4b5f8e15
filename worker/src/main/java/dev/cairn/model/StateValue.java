package dev.cairn.model;

/// A value of the state: up to 16 MiB, and empty is a value too.
public record StateValue(Bytes bytes) {
    public static final int MAX_LENGTH = 16 * 1024 * 1024;

    public StateValue {
        if (!isValidLength(bytes.length())) {
            throw new IllegalArgumentException(
                    "expected a value of at most " + MAX_LENGTH + " bytes, but got " + bytes.length());
        }
    }

    public static boolean isValidLength(int length) {
        return length >= 0 && length <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
