package dev.cairn.storage;

/// What one flush writes: all of it or nothing, and never without its position.
///
/// Bad input (empty or oversized keys, heights that are committed already, positions that go backwards) is refused
/// with an [IllegalArgumentException] before anything is written. **Threading:** the writer's only.
public interface AtomicWrite {
    /// A key gets a value at a height. Writing in the order of keys is what makes RocksDB fast. Of one key the
    /// lower height comes first: RocksDB takes what is written later for the later version, and complains in its
    /// log of each version it drops that is not.
    void put(
            long height,
            byte[] keyArray,
            int keyOffset,
            int keyLength,
            byte[] valueArray,
            int valueOffset,
            int valueLength);

    /// A key has no value from a height on. Order as for puts.
    void delete(long height, byte[] keyArray, int keyOffset, int keyLength);

    /// A block of this write, in ascending height.
    void block(BlockRecord block);

    /// The keys that a block of this write changed, ascending and each once: what diffs and rewinds go by. A key that
    /// was written at this height but is not listed here would survive a rewind.
    void changedKeys(long height, KeyList keys);

    /// Raises the floor together with the data, for versions that retention would prune at once and that were
    /// therefore never written. It may not pass the height that is committed.
    void raiseFloor(long earliestHeight);

    /// The only way out. If it throws, disk and marks are what they were; it may then be called again, or the write
    /// be given up by beginning another.
    void commit(CommittedPosition position);
}
