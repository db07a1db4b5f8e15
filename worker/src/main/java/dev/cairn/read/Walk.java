package dev.cairn.read;

import dev.cairn.model.StateKey;
import java.util.Optional;

/// Walks keys in order, one with each step. Of most of them there may be nothing to tell, as of those that are deleted,
/// or that do not differ; so who wants to know how long a walk will take counts its steps, and not what came of them.
///
/// It stands before the first key until [#step()] or [#next()] is called, and has to be closed. What it shows was fixed
/// when it was opened: later blocks, reorgs, rewinds, flushes and pruning do not concern it. To go on later, ask again
/// for what is left of the range behind the last key ([dev.cairn.model.KeyRange#after],
/// [dev.cairn.model.KeyRange#before]), at the same heights, and compare the hash in [Answer.Known#at()].
/// **Threading:** one thread.
///
/// @param <E>  what is told of a key
public interface Walk<E> extends AutoCloseable {
    /// Looks at one more key; false when there is none.
    boolean step();

    /// The key that it looked at last.
    StateKey key();

    /// What is told of that key; empty if it is passed over.
    Optional<E> found();

    /// How many steps it has taken so far. Passing one version of a key in memory is one step, one key on disk another,
    /// and what takes longer counts as as many as take as long.
    long steps();

    /// Goes to the next key of which something is told, by however many steps; false when there is none.
    default boolean next() {
        while (step()) {
            if (found().isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    void close();
}
