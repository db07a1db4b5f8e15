package dev.cairn.model;

/// Which way a scan goes through the keys.
public enum ScanDirection {
    ASCENDING,
    DESCENDING
}
