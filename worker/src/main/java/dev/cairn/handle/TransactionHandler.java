package dev.cairn.handle;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.StateChanges;

/// Says what a transaction does to the state. Found by [java.util.ServiceLoader], chosen by `handle.handler`.
///
/// What it answers may depend on the event and the state alone: not on time, chance or anything kept between calls. The
/// same block is handled again after a crash, and in another worker, and has to come out the same.
///
/// **Threading:** one thread at a time; each shard has a handler of its own.
public interface TransactionHandler {
    /// What the configuration calls it.
    String name();

    /// The changes of a transaction, in order; [ChangesWriter] puts them down. Nobody may change their array
    /// afterwards.
    ///
    /// If it throws, the block does not count, and the worker stops with the exception's message, which has to say
    /// what was expected and what came; where it was is added. So a transaction that is refused by the rules of the
    /// chain is no exception, but [StateChanges#NONE].
    StateChanges changes(BlockTransaction transaction, StateBefore state);

    /// The changes of the block itself, which count after those of its transactions.
    default StateChanges changes(BlockHeader block, StateBefore state) {
        return block.changes();
    }
}
