package dev.cairn.storage;

import dev.cairn.model.BlockHash;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Reads the state as of a height, and what is known of blocks.
///
/// A height below the floor throws [HeightPrunedException], also if the floor passed it during the read. What lies
/// above the committed height is the caller's concern: such a height reads as the committed one. Each call leases the
/// native handles it uses, so closing the storage waits for it. **Threading:** any thread.
public interface StorageReader {
    StateRead get(long height, byte[] keyArray, int keyOffset, int keyLength);

    default StateRead get(long height, StateKey key) {
        byte[] array = key.bytes().toArray();
        return get(height, array, 0, array.length);
    }

    /// Many keys at once, answers in their order; cheaper than one by one.
    ///
    /// @param bytesMax  of values: reading ends before the one with which there would be more
    List<StateRead> getAll(long height, List<StateKey> keys, long bytesMax);

    default List<StateRead> getAll(long height, List<StateKey> keys) {
        return getAll(height, keys, Long.MAX_VALUE);
    }

    /// The state as of a height, lazily and in order.
    StateCursor cursor(long height, KeyRange range, ScanDirection order);

    /// A cursor to look keys up with: after a [StateCursor#seek] its next entry is that of the key, or the key has no
    /// value. Where others would be found it may say that there is none, since to find them may take long.
    default StateCursor cursor(long height, KeyRange range) {
        return cursor(height, range, ScanDirection.ASCENDING);
    }

    /// The versions of a key that were written between two heights (both included), newest first.
    ///
    /// @param bytesMax  of values: behind those that reach it comes one more, and no other
    List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax, long bytesMax);

    default List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax) {
        return versions(key, fromHeight, toHeight, countMax, Long.MAX_VALUE);
    }

    /// Throws [HeightPrunedException] below the floor; empty if there is no such block (yet).
    Optional<BlockRecord> block(long height);

    /// Empty if the block was never written, was replaced by a rewind, or is pruned.
    Optional<BlockRecord> block(BlockHash hash);

    /// The keys of a range that a block changed, ascending; empty if there is no such block. They are decoded one by
    /// one as they are asked for: a block may have changed millions.
    Optional<Iterator<StateKey>> changedKeys(long height, KeyRange range);

    /// All of them.
    default Optional<List<StateKey>> changedKeys(long height) {
        return changedKeys(height, KeyRange.all()).map(keys -> {
            List<StateKey> all = new ArrayList<>();
            keys.forEachRemaining(all::add);
            return all;
        });
    }
}
