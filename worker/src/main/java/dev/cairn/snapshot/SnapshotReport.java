package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;
import java.time.Instant;

/// A snapshot was taken.
///
/// @param taken    when; the one of this block may have been there already
/// @param bytes    of its files, those included that other snapshots or the database have too
/// @param deleted  how many old ones gave way
public record SnapshotReport(BlockRef block, Instant taken, long bytes, int deleted, long nanos) {}
