package dev.cairn.flush;

/// What a flush did.
///
/// @param fromHeight      first block, included
/// @param toHeight        last block, included
/// @param entriesWritten  versions of keys that went to disk
/// @param entriesSkipped  versions that retention would have pruned at once
/// @param bytes           of keys and values written
public record FlushReport(
        FlushTrigger trigger,
        long fromHeight,
        long toHeight,
        long entriesWritten,
        long entriesSkipped,
        long bytes,
        long nanos) {}
