package dev.cairn.pipeline;

/// What the write path holds in memory.
///
/// @param waitingBytes    records of blocks that are not whole or not final yet
/// @param tipBytes        applied blocks that can still be replaced
/// @param unflushedBytes  final blocks that are not durable yet
/// @param storeBytes      everything the multi-version store holds, its cache included
public record MemoryReport(long waitingBytes, long tipBytes, long unflushedBytes, long storeBytes) {}
