package dev.cairn.prune;

import dev.cairn.storage.Storage;
import java.util.OptionalLong;

/// What came of the wish to forget what lies below a height.
public sealed interface Pruning {
    /// Nothing below a height can be read any more; the space comes back as compaction runs.
    ///
    /// @param before  the floor there was
    /// @param floor   the one there is now, which is higher, or the same if it was reached before
    record Done(long before, long floor) implements Pruning {}

    /// Only what is durable can be the oldest that is kept.
    ///
    /// @param flushed  up to which height that is so; empty if nothing is
    record NotFlushed(OptionalLong flushed) implements Pruning {}

    /// Raises the floor durably. **Threading:** the storage's writer.
    ///
    /// @param flushed  up to which height everything is durable
    static Pruning below(long height, Storage storage, OptionalLong flushed) {
        if (height > flushed.orElse(-1)) {
            return new NotFlushed(flushed);
        }
        long before = storage.earliestHeight();
        if (height > before) {
            storage.raiseFloor(height);
            // Without a log the floor itself waits in memory, and the space of what lies below it too.
            storage.flushMemtables();
        }
        return new Done(before, storage.earliestHeight());
    }
}
