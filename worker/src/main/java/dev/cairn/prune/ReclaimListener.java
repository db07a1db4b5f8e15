package dev.cairn.prune;

/// Hears what was done to give space back. **Threading:** the thread that does it.
public interface ReclaimListener {
    ReclaimListener NONE = new ReclaimListener() {};

    /// A slice was looked at.
    ///
    /// @param garbageRatio  from 0 to 1: the part of the stored versions that nobody can ask for, as far as known
    default void surveyed(double garbageRatio) {}

    /// A slice was compacted.
    ///
    /// @param bytesReclaimed  by how much the state has shrunk on disk meanwhile
    default void compacted(long bytesReclaimed) {}
}
