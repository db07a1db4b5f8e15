package dev.cairn.prune;

/// Finds blocks by chain time, the highest timestamp up to a block, which never falls from one to the next.
@FunctionalInterface
public interface BlockTimes {
    long NONE = -1;

    /// The highest block whose chain time is not later; [#NONE] if there is none.
    long newestUpTo(long timeMs);
}
