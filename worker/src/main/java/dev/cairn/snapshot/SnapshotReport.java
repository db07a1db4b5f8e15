package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;

/// A snapshot was taken.
///
/// @param bytes    of its files, those included that other snapshots or the database have too
/// @param deleted  how many old ones gave way
public record SnapshotReport(BlockRef block, long bytes, int deleted, long nanos) {}
