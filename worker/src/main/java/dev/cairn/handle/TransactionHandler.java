package dev.cairn.handle;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.StateChanges;

/// Says what a transaction does to the state. Found by [java.util.ServiceLoader], chosen by `handle.handler`.
///
/// What it answers may depend on the event and the state alone: not on time, chance or anything kept between calls. The
/// same block is handled again after a crash, and in another worker, and has to come out the same.
/// **Threading:** one thread at a time.
public interface TransactionHandler {
    /// What the configuration calls it.
    String name();

    /// The changes of a transaction, in order. If it throws, the block does not count and the worker stops.
    StateChanges changes(BlockTransaction transaction, StateBefore state);

    /// The changes of the block itself, which count after those of its transactions.
    default StateChanges changes(BlockHeader block, StateBefore state) {
        return block.changes();
    }
}
