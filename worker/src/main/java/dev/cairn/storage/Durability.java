package dev.cairn.storage;

/// What makes a committed write survive a loss of power.
public enum Durability {
    /// One synced write-ahead log write per commit. The default: nothing is read twice after a crash.
    WAL,
    /// No log of our own: Kafka is the log, and all families are flushed to files together. Writes less, replays more.
    KAFKA
}
