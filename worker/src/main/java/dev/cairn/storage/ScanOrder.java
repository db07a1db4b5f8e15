package dev.cairn.storage;

/// Which way a cursor goes through the keys.
public enum ScanOrder {
    ASCENDING,
    DESCENDING
}
