package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// What a question about a height can come to. An answer names the block it was read at; the two others say how far the
/// worker is, so that nobody takes "not here" for "not there".
///
/// @param <T>  what was asked for
public sealed interface Answer<T> {
    /// There is an answer.
    ///
    /// @param at  the block as of which the value holds
    record Known<T>(BlockRef at, T value) implements Answer<T> {}

    /// The height is forgotten.
    ///
    /// @param earliest  the oldest height that can be asked for
    record Pruned<T>(BlockHeight earliest) implements Answer<T> {}

    /// The height is not reached yet.
    ///
    /// @param applied  the newest height that can be asked for; empty if there is no block at all
    record NotYetApplied<T>(Optional<BlockHeight> applied) implements Answer<T> {}
}
