package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import java.util.List;
import java.util.Optional;

/// A page of a key's history.
///
/// Pages belong together as long as they are read at the same block: ask for the next one at the height of the
/// first ([HeightSelector.At]) and compare the hash in [Answer.Known#at()].
///
/// @param versions  newest first
/// @param next      where the next page begins; empty if nothing more is known in the range asked for
public record KeyHistory(List<KeyVersion> versions, Optional<BlockHeight> next) {
    public KeyHistory {
        versions = List.copyOf(versions);
    }
}
