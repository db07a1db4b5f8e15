package dev.cairn.pipeline;

import dev.cairn.decode.FeedDecoder;
import dev.cairn.handle.TransactionHandler;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.source.DeadLetters;
import dev.cairn.source.RecordSource;
import dev.cairn.storage.Storage;

/// What a shard's pipeline carries data between.
///
/// @param memory  begins at the storage's committed block
public record Stations(
        RecordSource source,
        DeadLetters deadLetters,
        FeedDecoder decoder,
        TransactionHandler handler,
        MvccStore memory,
        Storage storage) {}
