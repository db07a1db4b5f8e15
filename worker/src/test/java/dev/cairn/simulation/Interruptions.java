package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.BlockRef;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Crashes, restarts, snapshots: how the life of one process ends, and what the next one finds.
final class Interruptions {
    private final StoreLife life;
    private final StoreModel model;
    private Optional<Snapshot> snapshot = Optional.empty();

    private record Snapshot(Supplier<Database> copy, Stored stored) {}

    Interruptions(StoreLife life, StoreModel model) {
        this.life = life;
        this.model = model;
    }

    /// @param readAgain  whether the blocks that are not on disk come again, and are known to be final again
    void crash(boolean readAgain) {
        Database running = life.running().database();
        Stored promised = model.firstDurable(running.storage().durable().map(CommittedPosition::block));
        Database left = running.crash();
        List<Stored> possible = model.sinceDurable();
        Stored found = found(left.storage());
        assertThat(possible.indexOf(found))
                .as("what a crash left, as a place among %s", possible)
                .isGreaterThanOrEqualTo(possible.indexOf(promised))
                .isLessThanOrEqualTo(left.flushesOnlyWhenTold() ? 0 : possible.size());
        life.goOnWith(left, List.of(found), readAgain);
    }

    /// What was written and lost is written again, in the same rounds, as if there had been no crash.
    void crashAndWriteAgain() {
        Database left = life.running().database().crash();
        List<Stored> possible = model.sinceDurable();
        List<Stored> lost = possible.subList(possible.indexOf(found(left.storage())) + 1, possible.size());
        lost.forEach(stored -> stored.write().accept(left.storage()));
        life.goOnWith(left, possible, true);
    }

    void restart(boolean readAgain) {
        Database again = life.running().database().reopen();
        life.goOnWith(again, List.of(model.committed()), readAgain);
    }

    void takeSnapshot() {
        life.flushMemtables();
        Stored stored = model.committed();
        life.running().database().checkpoint().ifPresent(copy -> {
            snapshot = Optional.of(new Snapshot(copy, stored));
            RunningStore opened = life.started(copy.get());
            try (Storage _ = opened.storage()) {
                opened.reads().everything(Visible.of(stored), model.everMade());
            }
        });
    }

    void restoreSnapshot() {
        snapshot.ifPresent(taken -> {
            life.running().storage().close();
            life.goOnWith(taken.copy().get(), List.of(taken.stored()), false);
        });
    }

    private Stored found(Storage storage) {
        Optional<BlockRef> block = RunningStore.committed(storage);
        return model.firstStoredAs(block, storage.earliestHeight())
                .orElseThrow(() -> new AssertionError("expected to find on disk what one of the last writes left, "
                        + model.sinceDurable() + ", but found " + block + " with the floor "
                        + storage.earliestHeight()));
    }
}
