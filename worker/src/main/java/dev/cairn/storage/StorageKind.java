package dev.cairn.storage;

/// The backends that a storage can have.
public enum StorageKind {
    /// Sorted maps on the heap; nothing outlives the process.
    MEMORY,
    /// Files that last.
    ROCKSDB
}
