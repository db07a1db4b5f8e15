package dev.cairn.handle;

import dev.cairn.decode.BlockHeader;
import dev.cairn.decode.BlockTransaction;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateChanges;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// What a whole block does to the state: its transactions, one after the other, and then the block itself, as a
/// handler has it. **Threading:** one thread.
public final class BlockHandling {
    private final TransactionHandler handler;

    public BlockHandling(TransactionHandler handler) {
        this.handler = handler;
    }

    /// The changes of a block in the order in which they count.
    ///
    /// What reading the parent's state throws comes out as it is, whatever the handler makes of it: a disk that
    /// gives no answer now may give one later, and is no fault of the handler.
    ///
    /// @param transactions  all of the block's, in the order of their indexes
    /// @param parent        the state after the block's parent
    /// @throws HandlerFailedException  if the handler throws, or gives changes that cannot be
    public List<StateChanges> changes(BlockHeader block, List<BlockTransaction> transactions, StateBefore parent) {
        BlockState state = new BlockState(parent, transactions.size() + 1);
        int previous = -1;
        for (BlockTransaction transaction : transactions) {
            checkFollows(block, previous, transaction.index());
            previous = transaction.index();
            state.add(handled(
                    block.ref(),
                    Optional.of(transaction),
                    transaction.changes(),
                    state,
                    () -> handler.changes(transaction, state)));
        }
        state.add(handled(block.ref(), Optional.empty(), block.changes(), state, () -> handler.changes(block, state)));
        return state.changes();
    }

    private StateChanges handled(
            BlockRef block,
            Optional<BlockTransaction> transaction,
            StateChanges published,
            BlockState state,
            Supplier<StateChanges> answer) {
        try {
            StateChanges changes = checked(answer.get(), published);
            state.throwReadFailure();
            return changes;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            // These errors a handler brings about itself; others, as a heap that is full, are not about this block.
            state.throwReadFailure();
            throw new HandlerFailedException(handler.name(), block, transaction, e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very object that the decoder checked
    private static StateChanges checked(StateChanges answer, StateChanges published) {
        Objects.requireNonNull(answer, "expected changes, but got null; no changes are StateChanges.NONE");
        if (answer != published) {
            for (int i = 0; i < answer.size(); i++) {
                // Keys and values check their own lengths.
                var _ = answer.get(i);
            }
        }
        return answer;
    }

    private static void checkFollows(BlockHeader block, int previous, int index) {
        if (index <= previous) {
            throw new IllegalArgumentException("expected the transactions of block " + block.ref()
                    + " in the order of their indexes, but got " + index + " after " + previous);
        }
    }
}
