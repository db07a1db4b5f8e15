package dev.cairn.handle;

import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockRef;
import java.util.Optional;

/// A handler threw, or answered what cannot be: the block does not count.
@SuppressWarnings("serial") // never leaves the process
public final class HandlerFailedException extends RuntimeException {
    private final transient Optional<BlockTransaction> transaction;

    HandlerFailedException(String handler, BlockRef block, Optional<BlockTransaction> transaction, Throwable cause) {
        super(
                "the handler '%s' failed at %s block %s: %s"
                        .formatted(
                                handler,
                                transaction.map(HandlerFailedException::named).orElse("the changes of its own of"),
                                block,
                                reason(cause)),
                cause);
        this.transaction = transaction;
    }

    /// The transaction it failed at; empty if it was the block itself.
    public Optional<BlockTransaction> transaction() {
        return transaction;
    }

    private static String named(BlockTransaction transaction) {
        String hash = transaction.hash().isEmpty()
                ? ""
                : " (hash " + transaction.hash().toHex() + ")";
        return "transaction " + transaction.index() + hash + " of";
    }

    // The message of an error, as of a method that is missing, says little without the name of the error.
    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || cause instanceof Error ? cause.toString() : message;
    }
}
