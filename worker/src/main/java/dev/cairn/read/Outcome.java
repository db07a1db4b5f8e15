package dev.cairn.read;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.function.Consumer;
import java.util.function.Function;

/// What one look at memory and disk came to.
///
/// @param lowestHeight  the oldest height that was looked at; if the floor passed it meanwhile, the answer is none
record Outcome<T>(Answer<T> answer, long lowestHeight) {
    static <T> Outcome<T> known(BlockRef at, T value, long lowestHeight) {
        return new Outcome<>(new Answer.Known<>(at, value), lowestHeight);
    }

    static <T> Outcome<T> pruned(long earliest) {
        return new Outcome<>(new Answer.Pruned<>(new BlockHeight(earliest)), Long.MAX_VALUE);
    }

    /// Goes on with the block if it is known.
    static <T> Outcome<T> of(Answer<BlockRef> block, Function<BlockRef, Outcome<T>> read) {
        return switch (block) {
            case Answer.Known<BlockRef>(var at, var _) -> read.apply(at);
            case Answer.Pruned<BlockRef>(var earliest) -> pruned(earliest.value());
            case Answer.NotYetApplied<BlockRef>(var applied) ->
                new Outcome<>(new Answer.NotYetApplied<>(applied), Long.MAX_VALUE);
        };
    }

    /// Reads at one block and nowhere else.
    static <T> Outcome<T> at(Sight sight, HeightSelector selector, Function<BlockRef, T> read) {
        return of(
                Selection.of(sight, selector),
                block -> known(block, read.apply(block), block.height().value()));
    }

    /// Takes back what nobody will see.
    void discard(Consumer<T> closing) {
        if (answer instanceof Answer.Known<T>(var _, var value)) {
            closing.accept(value);
        }
    }
}
