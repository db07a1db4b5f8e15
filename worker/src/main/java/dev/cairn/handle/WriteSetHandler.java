package dev.cairn.handle;

import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.StateChanges;

/// The handler `writes`: a transaction does what its event says, and nothing is copied.
///
/// Payloads mean nothing to it. A transaction with a payload and no writes changes nothing, and cannot be told from
/// one that was meant for another handler: many feeds carry a payload for other consumers. So a feed of instructions
/// that is run with this handler gives an empty state without a word, unless its blocks carry digests.
public final class WriteSetHandler implements TransactionHandler {
    @Override
    public String name() {
        return "writes";
    }

    @Override
    public StateChanges changes(BlockTransaction transaction, StateBefore state) {
        return transaction.changes();
    }
}
