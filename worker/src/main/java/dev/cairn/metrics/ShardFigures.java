package dev.cairn.metrics;

import dev.cairn.storage.StorageStats;
import java.util.Optional;

/// What there is to say of a shard, at one moment.
///
/// @param storage  empty once it is closed
public record ShardFigures(ProgressFigures progress, BufferLimits limits, Optional<StorageStats> storage) {}
