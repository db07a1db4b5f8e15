package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;

/// A snapshot is in the repository, and none there is newer.
///
/// @param wasThere      it was there before, so nothing was sent
/// @param bytesSent     what was not there yet
/// @param bytesSkipped  what was
/// @param deleted       how many old ones gave way there
public record SentReport(
        BlockRef block, boolean wasThere, long bytesSent, long bytesSkipped, int deleted, long nanos) {}
