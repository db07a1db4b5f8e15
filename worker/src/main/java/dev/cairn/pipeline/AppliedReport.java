package dev.cairn.pipeline;

import dev.cairn.model.BlockRef;

/// A block became visible.
///
/// @param timestampMs   the block's own time
/// @param transactions  how many it has in this shard
/// @param changes       how many keys it changes
/// @param bytes         what its changes hold in memory
/// @param publishedMs   when the last record it needed was published, as Kafka has it
public record AppliedReport(
        BlockRef block, long timestampMs, int transactions, int changes, long bytes, long publishedMs) {}
