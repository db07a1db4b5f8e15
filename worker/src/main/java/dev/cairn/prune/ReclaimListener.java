package dev.cairn.prune;

/// Hears what was done to give space back. **Threading:** the thread that does it.
public interface ReclaimListener {
    ReclaimListener NONE = new ReclaimListener() {};

    /// A slice was looked at.
    ///
    /// @param garbageRatio  what part of all stored versions nobody can ask for, as far as is known now; from 0 to
    1
    default void surveyed(double garbageRatio) {}

    /// A slice was compacted.
    ///
    /// @param bytesReclaimed  by how much the state has shrunk on disk meanwhile
    default void compacted(long bytesReclaimed) {}
}
