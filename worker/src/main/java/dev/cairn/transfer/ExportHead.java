package dev.cairn.transfer;

import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StorageIdentity;

/// What an export is of.
///
/// @param block    as of which block
/// @param isWhole  whether it has all keys, so that a database can be made of it
public record ExportHead(StorageIdentity identity, BlockRecord block, boolean isWhole) {}
