package dev.cairn.model;

/// A key of the state: 1 byte to 64 KiB, ordered as unsigned bytes.
public record StateKey(Bytes bytes) implements Comparable<StateKey> {
    public static final int MAX_LENGTH = 64 * 1024;

    public StateKey {
        if (!isValidLength(bytes.length())) {
            throw new IllegalArgumentException(
                    "expected a key of 1 to " + MAX_LENGTH + " bytes, but got " + bytes.length());
        }
    }

    public static boolean isValidLength(int length) {
        return length >= 1 && length <= MAX_LENGTH;
    }

    @Override
    public int compareTo(StateKey other) {
        return bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return bytes.toString();
    }
}
