package dev.cairn.mvcc;

import dev.cairn.model.StateValue;
import java.util.Optional;

/// The newest version of a key that memory has at or below a height.
///
/// @param height     where it was written
/// @param value      empty if the key was deleted there
public record MemoryVersion(long height, Optional<StateValue> value) {}
