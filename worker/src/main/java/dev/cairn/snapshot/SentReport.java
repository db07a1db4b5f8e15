package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;

/// A snapshot is in the repository.
///
/// @param bytesSent     what was not there yet
/// @param bytesSkipped  what was
/// @param deleted       how many old ones gave way there
public record SentReport(BlockRef block, long bytesSent, long bytesSkipped, int deleted, long nanos) {}
