package dev.cairn.client;

import dev.cairn.model.BlockHeight;
import java.util.Optional;

/// Which part of a history is asked for.
///
/// @param from  the lowest height, included
/// @param to    the highest height, included
public record HeightSpan(Optional<BlockHeight> from, Optional<BlockHeight> to) {
    public static final HeightSpan ALL = new HeightSpan(Optional.empty(), Optional.empty());
}
