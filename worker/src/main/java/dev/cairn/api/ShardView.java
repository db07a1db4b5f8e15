package dev.cairn.api;

import dev.cairn.marks.MarkBoard;
import dev.cairn.read.StateReader;

/// What readers see of a shard.
///
/// @param mayRewind  whether what is final may be replaced all the same, since the worker follows reorganisations that
///                   go below it
/// @param streams    of its blocks
public record ShardView(int number, StateReader reader, MarkBoard marks, boolean mayRewind, BlockStreams streams) {}
