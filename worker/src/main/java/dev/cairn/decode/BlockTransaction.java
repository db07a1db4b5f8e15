package dev.cairn.decode;

import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;

/// A transaction event.
///
/// @param block        the block it belongs to
/// @param index        its position in the block
/// @param hash         its own identity; empty where a chain has none
/// @param changes      what it changes, in order
/// @param payloadType  what the payload is, for handlers; empty without one
public record BlockTransaction(
        BlockRef block, int index, Bytes hash, StateChanges changes, String payloadType, Bytes payload)
        implements DecodedRecord {}
