package dev.cairn.storage;

/// From this height on, RocksDB's timestamp is the height plus the shift. A rewind adds a row.
public record TimelineRow(long fromHeight, long shift) {}
