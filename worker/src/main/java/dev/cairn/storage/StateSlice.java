package dev.cairn.storage;

import dev.cairn.model.KeyRange;

/// A part of the state that is compacted alone, and what lies in files of it.
///
/// @param versions  entries, as the files count them; those of files that reach into other slices too are shared out
/// @param bytes     as they lie on disk, shared out likewise
public record StateSlice(KeyRange range, long versions, long bytes) {}
