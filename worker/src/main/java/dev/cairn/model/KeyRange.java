package dev.cairn.model;

import java.util.Arrays;
import java.util.Optional;

/// A range of keys.
///
/// @param from         the first key that may be in it; empty bytes for "from the beginning"
/// @param toExclusive  the first key behind it; empty for "to the end"
public record KeyRange(Bytes from, Optional<Bytes> toExclusive) {
    private static final KeyRange ALL = new KeyRange(Bytes.EMPTY, Optional.empty());

    public static KeyRange all() {
        return ALL;
    }

    public static KeyRange between(Bytes from, Bytes toExclusive) {
        return new KeyRange(from, Optional.of(toExclusive));
    }

    /// All keys that begin with a prefix.
    public static KeyRange prefix(Bytes prefix) {
        return new KeyRange(prefix, afterAllWith(prefix));
    }

    /// What is left of the range behind a key: where an ascending page that ended with the key goes on.
    public KeyRange after(StateKey key) {
        byte[] next = Arrays.copyOf(key.bytes().toArray(), key.bytes().length() + 1);
        Bytes successor = Bytes.wrap(next);
        return successor.compareTo(from) <= 0 ? this : new KeyRange(successor, toExclusive);
    }

    /// What is left of the range in front of a key: where a descending page that ended with the key goes on.
    public KeyRange before(StateKey key) {
        boolean endsEarlier = toExclusive.isPresent() && toExclusive.get().compareTo(key.bytes()) <= 0;
        return endsEarlier ? this : new KeyRange(from, Optional.of(key.bytes()));
    }

    /// Whether nothing can be in it.
    public boolean isEmpty() {
        return toExclusive.isPresent() && from.compareTo(toExclusive.get()) >= 0;
    }

    public boolean contains(Bytes key) {
        return key.compareTo(from) >= 0 && (toExclusive.isEmpty() || key.compareTo(toExclusive.get()) < 0);
    }

    /// The prefix with its last byte raised; bytes that cannot be raised fall away, and nothing is behind all-0xff.
    private static Optional<Bytes> afterAllWith(Bytes prefix) {
        byte[] end = prefix.toArray();
        for (int i = end.length - 1; i >= 0; i--) {
            if (end[i] != (byte) 0xff) {
                end[i]++;
                return Optional.of(Bytes.slice(end, 0, i + 1));
            }
        }
        return Optional.empty();
    }
}
