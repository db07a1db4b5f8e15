package dev.cairn.storage;

import java.util.Optional;
import java.util.OptionalLong;

/// What a database that nobody has open says of itself.
///
/// @param formatVersion   its layout on disk
/// @param identity        whose data it holds
/// @param committed       its newest block, and from where to go on; empty if it was never filled
/// @param firstHeight     the height that its history began at, if it knows
/// @param earliestHeight  the oldest height that can be read; means something once a block is committed
public record DatabaseFacts(
        int formatVersion,
        StorageIdentity identity,
        Optional<CommittedPosition> committed,
        OptionalLong firstHeight,
        long earliestHeight) {}
