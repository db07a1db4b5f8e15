package dev.cairn.read;

import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;

/// The keys of a range that several blocks changed, in order and each once.
final class ChangedKeys {
    private ChangedKeys() {}

    /// Those of all blocks above a height up to another; empty if they are too many.
    static Optional<Iterator<StateKey>> between(
            Sight sight, long aboveHeight, long toHeight, KeyRange range, ListBounds bounds) {
        if (toHeight - aboveHeight > bounds.blocksMax() || areTooMany(sight, aboveHeight, toHeight, bounds)) {
            return Optional.empty();
        }
        TreeSet<StateKey> distinct = new TreeSet<>();
        long bytes = 0;
        for (long height = aboveHeight + 1; height <= toHeight; height++) {
            Iterator<StateKey> keys = sight.changedKeys(height, range);
            while (keys.hasNext()) {
                StateKey key = keys.next();
                if (distinct.add(key)) {
                    bytes += key.bytes().length();
                }
            }
            if (bytes > bounds.keyBytesMax()) {
                return Optional.empty();
            }
        }
        return Optional.of(distinct.iterator());
    }

    // Counted before any list is read: one block may have changed millions of keys.
    private static boolean areTooMany(Sight sight, long aboveHeight, long toHeight, ListBounds bounds) {
        long keys = 0;
        for (long height = aboveHeight + 1; height <= toHeight; height++) {
            keys += sight.changeCount(height);
            if (keys > bounds.keysMax()) {
                return true;
            }
        }
        return false;
    }
}
