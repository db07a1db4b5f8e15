package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.Flusher;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Optional;

/// What a store has to refuse, and what then must not have changed anything.
final class Refusals {
    private final RunningStore store;
    private final StoreModel model;

    Refusals(RunningStore store, StoreModel model) {
        this.store = store;
        this.model = model;
    }

    /// @param lastRound  what was flushed last
    void all(Optional<FlushRound> lastRound) {
        ModelChain chain = model.chain();
        chain.newest().ifPresent(newest -> {
            refused(() -> store.memory().apply(newest.block()));
            ModelChain oneMore = chain.with(chain.next(0, -1, List.of()));
            refused(() -> store.memory().apply(oneMore.next(0, -1, List.of()).block()));
        });
        if (!chain.isEmpty() && model.finalHeight() > chain.first()) {
            refused(() ->
                    store.memory().dropAbove(chain.at(model.finalHeight() - 1).ref()));
        }
        heights(store.storage());
        lastRound
                .filter(round -> round.fromHeight() <= model.committed().height())
                .ifPresent(round -> refused(() -> new Flusher(store.storage()).flush(round)));
    }

    private void heights(Storage storage) {
        Stored committed = model.committed();
        refused(() -> storage.raiseFloor(committed.height() + 1));
        refused(() -> storage.rewind(committed.height() + 1));
        if (committed.floor() > 0) {
            refused(() -> storage.rewind(committed.floor() - 1));
        }
    }

    private static void refused(Runnable act) {
        assertThatIllegalArgumentException().isThrownBy(act::run).withMessageContaining("expected");
    }
}
