package dev.cairn.api;

import dev.cairn.http.Reply;
import dev.cairn.marks.Marks;
import dev.cairn.model.BlockRef;
import java.util.function.Supplier;

/// What a client is told of what is known.
///
/// @param variant    tells answers apart that are read at the same block and are not the same: of other forms, or with
///                   facts of a block that are settled later than its state; printable, and part of the answer's tag
/// @param isSettled  whether nothing changes it any more once its block is on disk
/// @param reply      made only for a client that does not have it
record Told(String variant, boolean isSettled, Supplier<Reply> reply) {
    /// One that its block settles.
    Told(String variant, Supplier<Reply> reply) {
        this(variant, /* isSettled= */ true, reply);
    }

    /// Tells it.
    ///
    /// @param <T>  what is known
    @FunctionalInterface
    interface Teller<T> {
        /// Makes the answer, or refuses it.
        ///
        /// @param before  how far the shard was before it was asked
        Told of(BlockRef at, T value, Marks before);
    }
}
