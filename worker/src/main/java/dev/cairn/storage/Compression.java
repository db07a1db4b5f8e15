package dev.cairn.storage;

/// How blocks of files are packed.
public enum Compression {
    NONE,
    SNAPPY,
    LZ4,
    ZSTD
}
