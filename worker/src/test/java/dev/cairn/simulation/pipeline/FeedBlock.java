package dev.cairn.simulation.pipeline;

import dev.cairn.model.BlockRef;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.List;
import java.util.SortedMap;

/// A block as the producer knows it, with the whole state after it.
///
/// @param branch  from the first block to this one
record FeedBlock(
        BlockRef ref,
        List<BlockRef> branch,
        BlockEvent event,
        List<TransactionEvent> transactions,
        SortedMap<StateKey, StateValue> state) {
    long height() {
        return ref.height().value();
    }

    boolean follows(FeedBlock parent) {
        return branch.size() == parent.branch.size() + 1
                && branch.get(parent.branch.size() - 1).equals(parent.ref);
    }
}
