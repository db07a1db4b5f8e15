package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Optional;

/// Compares how far a store says it is with the model: what is applied, committed and durable, and from where on.
final class MarkCheck {
    private MarkCheck() {}

    static void check(RunningStore store, StoreModel model) {
        Storage storage = store.storage();
        Stored committed = model.committed();
        assertThat(store.memory().applied()).as("applied block").isEqualTo(refOf(model.chain()));
        assertThat(RunningStore.committed(storage)).as("committed block").isEqualTo(refOf(committed.chain()));
        assertThat(storage.committed().map(CommittedPosition::finalizedHeight).orElse(-1L))
                .as("final height that is stored")
                .isEqualTo(committed.finalizedHeight());
        assertThat(storage.committed().map(CommittedPosition::resumeAfter))
                .as("where to go on")
                .isEqualTo(committed
                        .chain()
                        .newest()
                        .map(block -> block.block().facts().resumeAfter()));
        assertThat(storage.earliestHeight()).as("floor").isEqualTo(committed.floor());
        assertThat(storage.firstHeight()).as("first height").isEqualTo(committed.first());
        durable(store.database(), model);
    }

    private static void durable(Database database, StoreModel model) {
        List<Optional<BlockRef>> possible = model.sinceDurable().stream()
                .map(stored -> refOf(stored.chain()))
                .toList();
        assertThat(database.storage().durable().map(CommittedPosition::block))
                .as("durable block")
                .isIn(database.flushesOnlyWhenTold() ? possible.subList(0, 1) : possible);
    }

    private static Optional<BlockRef> refOf(ModelChain chain) {
        return chain.newest().map(ModelBlock::ref);
    }
}
