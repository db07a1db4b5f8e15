package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.mvcc.BlockLayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The store and its model, living the same life: whatever is done, is done to both. What is asked for beyond what
/// there is (more blocks to flush than are final, say) is done as far as possible, so any step may be left out of a
/// sequence.
final class StoreLife implements AutoCloseable {
    private final StoreModel model = new StoreModel();
    private final StepClock clock = new StepClock();
    private final List<HeldScan> heldScans = new ArrayList<>();
    private final Interruptions interruptions = new Interruptions(this, model);
    private Beginning beginning = new Beginning(0, 1, 0);
    private List<ModelBlock> dropped = List.of();
    private Optional<FlushRound> lastRound = Optional.empty();
    private RunningStore running;
    private int blocksMade;
    private int turn;

    StoreLife(Database empty) {
        running = started(empty);
    }

    private boolean isEmpty() {
        return model.chain().isEmpty();
    }

    /// Only while there is no block.
    void begin(Beginning how) {
        if (isEmpty()) {
            beginning = how;
            running = started(running.database());
        }
    }

    void apply(List<KeyWrite> writes) {
        apply(model.chain().next(beginning.firstHeight(), blocksMade++, writes));
    }

    /// Drops the newest blocks, or as many as can be replaced.
    void reorg(int blocks) {
        long parent = model.chain().tip() - Math.min(blocks, model.replaceable());
        if (parent < model.chain().tip()) {
            dropped = model.chain().above(parent);
            assertThat(running.memory().dropAbove(model.chain().at(parent).ref()))
                    .isEqualTo(dropped.size());
            model.droppedAbove(parent);
        }
    }

    /// The branch that was dropped last takes over again, if it still can.
    void bringBackDropped() {
        if (dropped.isEmpty()) {
            return;
        }
        List<ModelBlock> comingBack = dropped;
        long parent = comingBack.getFirst().height() - 1;
        if (parent >= Math.max(model.finalHeight(), 0) && model.chain().isParent(parent, comingBack.getFirst())) {
            reorg((int) (model.chain().tip() - parent));
            comingBack.forEach(this::apply);
        }
    }

    void finalizeOldest(int blocks) {
        if (!isEmpty()) {
            long oldest = Math.max(model.finalHeight() + 1, model.chain().first());
            long height = Math.min(oldest + blocks - 1, model.chain().tip());
            running.memory().finalizeUpTo(height);
            model.finalizedUpTo(height);
        }
    }

    void flush(int blocks, OptionalLong floorRise) {
        // Those that were flushed stay among memory's unflushed ones until it is told.
        List<BlockLayer> unflushed = running.memory().unflushed().stream()
                .filter(layer -> layer.height() > model.committed().height())
                .toList();
        if (!unflushed.isEmpty()) {
            List<BlockLayer> oldest = unflushed.subList(0, Math.min(blocks, unflushed.size()));
            long height = oldest.getLast().height();
            long floor = Visible.of(model).earliest();
            OptionalLong newFloor =
                    floorRise.isEmpty() ? floorRise : OptionalLong.of(Math.min(floor + floorRise.getAsLong(), height));
            FlushRound round = new FlushRound(FlushTrigger.MANUAL, oldest, model.finalHeight(), newFloor);
            write(model.committed()
                    .flushed(
                            model.chain().upTo(height),
                            newFloor,
                            model.finalHeight(),
                            storage -> new Flusher(storage).flush(round)));
            lastRound = Optional.of(round);
        }
    }

    /// Memory lets go of what was flushed.
    void release() {
        if (model.committed().height() >= 0) {
            running.memory().release(model.committed().height());
        }
    }

    /// Twice that is longer than a version lives in the cache.
    void trimCacheAfter20Seconds() {
        clock.advance(Duration.ofSeconds(20));
        running.memory().trimCache();
    }

    void prune(int blocks) {
        Stored before = model.committed();
        if (before.height() >= 0) {
            long floor = Math.min(before.floor() + blocks, before.height());
            write(before.withFloor(floor, storage -> storage.raiseFloor(floor)));
        }
    }

    void rewind(int blocks) {
        Stored before = model.committed();
        if (before.height() >= 0) {
            long height = Math.max(before.height() - blocks, before.floor());
            assertThat(new Rewinder(running.memory(), running.storage())
                            .rewind(height)
                            .toHeight())
                    .isEqualTo(height);
            wrote(before.rewoundTo(height, storage -> storage.rewind(height)));
            model.rewound();
        }
    }

    void flushMemtables() {
        running.storage().flushMemtables();
        model.everythingLasts();
    }

    void compact(KeyRange slice) {
        running.storage().compact(slice);
        model.everythingLasts();
    }

    void holdScan(int below, ScanDirection direction) {
        if (isEmpty()) {
            return;
        }
        long height = Math.max(model.chain().tip() - below, Visible.of(model).earliest());
        Visible visible = Visible.of(model);
        heldScans.add(HeldScan.of(running.reads().reader(), visible, height, KeyRange.all(), direction));
        heldScans.add(HeldScan.ofChangesBetween(
                running.reads().reader(), visible, height, model.chain().tip(), KeyRange.all()));
    }

    void finishHeldScans() {
        heldScans.forEach(HeldScan::finish);
        heldScans.clear();
    }

    /// Duplicates, gaps, heights out of bounds: none may change anything.
    void refuse() {
        new Refusals(running, model).all(lastRound);
    }

    Interruptions interruptions() {
        return interruptions;
    }

    RunningStore running() {
        return running;
    }

    RunningStore started(Database database) {
        return RunningStore.over(database, beginning, clock);
    }

    /// @param found      what the database holds, and before that what a further crash may leave
    /// @param readAgain  whether the blocks that are not on disk come again, and are known to be final again
    void goOnWith(Database database, List<Stored> found, boolean readAgain) {
        heldScans.forEach(HeldScan::close);
        heldScans.clear();
        running = started(database);
        model.foundOnDisk(found, readAgain);
        model.chain()
                .above(model.committed().height())
                .forEach(block -> running.memory().apply(block.block()));
        running.memory().finalizeUpTo(model.finalHeight());
    }

    void check() {
        MarkCheck.check(running, model);
        running.reads().most(Visible.of(model), model.everMade(), turn++);
    }

    /// The last and longest look.
    void finish() {
        finishHeldScans();
        running.reads().everything(Visible.of(model), model.everMade());
    }

    @Override
    public void close() {
        heldScans.forEach(HeldScan::close);
        running.database().close();
    }

    @Override
    public String toString() {
        return "the store at height " + model.chain().tip() + ", final up to " + model.finalHeight() + ", on disk from "
                + model.committed().floor() + " to " + model.committed().height();
    }

    private void apply(ModelBlock block) {
        running.memory().apply(block.block());
        model.applied(block);
    }

    private void write(Stored after) {
        after.write().accept(running.storage());
        wrote(after);
    }

    private void wrote(Stored after) {
        model.wrote(after);
        if (running.database().everyCommitLasts()) {
            model.everythingLasts();
        }
    }
}
