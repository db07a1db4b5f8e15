package dev.cairn.snapshot;

import dev.cairn.model.BlockRef;
import java.nio.file.Path;

/// A finished copy of a database.
///
/// @param block   as of which block
/// @param folder  which opens as a database
public record Snapshot(BlockRef block, Path folder) {}
