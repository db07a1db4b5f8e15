package dev.cairn.client;

import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import java.util.Optional;
import java.util.function.Function;

/// What a question can come to. Nobody can take "not here" for "not there": each kind of nothing has its name. What
/// else may happen is an exception: a [ProblemException] if the worker refuses the question, an
/// [UnavailableException] if there is no worker that answers.
///
/// @param <T>  what was asked for
public sealed interface Outcome<T> {
    /// There is an answer.
    ///
    /// @param at  the block as of which it holds
    record Known<T>(BlockRef at, T value) implements Outcome<T> {}

    /// There is no such entry, or no such block.
    ///
    /// @param at  the block as of which there is none; empty if no block was found
    record Absent<T>(Problem problem, Optional<BlockRef> at) implements Outcome<T> {}

    /// The height is forgotten.
    ///
    /// @param earliest  the oldest height that can be asked for
    record Pruned<T>(Problem problem, BlockHeight earliest) implements Outcome<T> {}

    /// The height is not reached yet.
    ///
    /// @param applied  the newest height that can be asked for; empty if there is no block at all
    record NotYetApplied<T>(Problem problem, Optional<BlockHeight> applied) implements Outcome<T> {}

    /// The same with another value, where there is one.
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Known<T>(var at, var value) -> new Known<>(at, change.apply(value));
            case Absent<T>(var problem, var at) -> new Absent<>(problem, at);
            case Pruned<T>(var problem, var earliest) -> new Pruned<>(problem, earliest);
            case NotYetApplied<T>(var problem, var applied) -> new NotYetApplied<>(problem, applied);
        };
    }
}
