package dev.cairn.snapshot;

/// What can be said of a snapshot without reading all of it.
public enum SnapshotState {
    /// It has its name and a manifest.
    COMPLETE,
    /// Its manifest cannot be read.
    UNREADABLE,
    /// It was found damaged, and put aside; nothing is restored from it.
    DAMAGED
}
