package dev.cairn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ScanDirection;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.KeyRange;
import dev.cairn.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The store and its model, living the same life: whatever is done, is done to both. What is asked for beyond what
/// there
/// is (more blocks to flush than are final, say) is done as far as possible, so any step may be left out of a sequence.
final class StoreLife implements AutoCloseable {
    private final StoreModel model = new StoreModel();
    private final StepClock clock = new StepClock();
    private final List<HeldScan> heldScans = new ArrayList<>();
    private Beginning beginning = new Beginning(0, 1, 0);
    private List<ModelBlock> dropped = List.of();
    private Optional<Snapshot> snapshot = Optional.empty();
    private Database database;
    private MvccStore memory;
    private ReadCheck reads;
    private int blocksMade;
    private int turn;

    private record Snapshot(Supplier<Database> copy, Stored stored) {}

    StoreLife(Database empty) {
        database = empty;
        memory = newMemory();
        reads = new ReadCheck(memory, database.storage());
    }

    private boolean isEmpty() {
        return model.chain().isEmpty();
    }

    /// Only while there is no block.
    void begin(Beginning how) {
        if (isEmpty()) {
            beginning = how;
            memory = newMemory();
            reads = new ReadCheck(memory, database.storage());
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
            assertThat(memory.dropAbove(model.chain().at(parent).ref())).isEqualTo(dropped.size());
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
            memory.finalizeUpTo(height);
            model.finalizedUpTo(height);
        }
    }

    void flush(int blocks, OptionalLong floorRise) {
        release();
        List<BlockLayer> unflushed = memory.unflushed();
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
        }
    }

    /// Memory lets go of what was flushed.
    void release() {
        if (model.committed().height() >= 0) {
            memory.release(model.committed().height());
        }
    }

    void trimCacheAfter(Duration time) {
        clock.advance(time);
        memory.trimCache();
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
            assertThat(new Rewinder(memory, database.storage()).rewind(height).toHeight())
                    .isEqualTo(height);
            wrote(before.rewoundTo(height, storage -> storage.rewind(height)));
            model.rewound();
        }
    }

    void flushMemtables() {
        database.storage().flushMemtables();
        model.everythingLasts();
    }

    void compact(KeyRange slice) {
        database.storage().compact(slice);
        model.everythingLasts();
    }

    void takeSnapshot() {
        flushMemtables();
        Stored stored = model.committed();
        database.checkpoint().ifPresent(copy -> {
            snapshot = Optional.of(new Snapshot(copy, stored));
            Database opened = copy.get();
            try (Storage storage = opened.storage()) {
                MvccStore nothingInMemory = new MvccStore(beginning.memory(), committed(storage), clock);
                new ReadCheck(nothingInMemory, storage).everything(Visible.of(stored), model.everMade());
            }
        });
    }

    void restoreSnapshot() {
        snapshot.ifPresent(taken -> {
            database.storage().close();
            comeBackAs(taken.copy().get(), List.of(taken.stored()), false);
        });
    }

    /// @param readAgain  whether the blocks that are not on disk come again, and are known to be final again
    void crash(boolean readAgain) {
        Database left = database.crash();
        Stored found = found(left.storage());
        if (left.flushesOnlyWhenTold()) {
            assertThat(found)
                    .as("what a crash left")
                    .isSameAs(model.sinceDurable().getFirst());
        }
        comeBackAs(left, List.of(found), readAgain);
    }

    /// What was written and lost is written again, in the same rounds, as if there had been no crash.
    void crashAndWriteAgain() {
        Database left = database.crash();
        List<Stored> possible = model.sinceDurable();
        List<Stored> lost = possible.subList(possible.indexOf(found(left.storage())) + 1, possible.size());
        lost.forEach(stored -> stored.write().accept(left.storage()));
        comeBackAs(left, possible, true);
    }

    void restart(boolean readAgain) {
        Database again = database.reopen();
        comeBackAs(again, List.of(model.committed()), readAgain);
    }

    void holdScan(int below, ScanDirection direction) {
        if (isEmpty()) {
            return;
        }
        long height = Math.max(model.chain().tip() - below, Visible.of(model).earliest());
        Visible visible = Visible.of(model);
        heldScans.add(HeldScan.of(reads.reader(), visible, height, KeyRange.all(), direction));
        heldScans.add(HeldScan.ofChangesBetween(
                reads.reader(), visible, height, model.chain().tip(), KeyRange.all()));
    }

    void finishHeldScans() {
        heldScans.forEach(HeldScan::finish);
        heldScans.clear();
    }

    Database database() {
        return database;
    }

    void check() {
        Storage storage = database.storage();
        Stored committed = model.committed();
        assertThat(committed(storage)).isEqualTo(committed.chain().newest().map(ModelBlock::ref));
        assertThat(storage.committed().map(CommittedPosition::finalizedHeight).orElse(-1L))
                .isEqualTo(committed.finalizedHeight());
        assertThat(storage.committed().map(CommittedPosition::resumeAfter))
                .isEqualTo(committed
                        .chain()
                        .newest()
                        .map(block -> block.block().facts().resumeAfter()));
        assertThat(storage.earliestHeight()).isEqualTo(committed.floor());
        assertThat(storage.firstHeight()).isEqualTo(committed.first());
        checkDurable(storage.durable().map(CommittedPosition::block));
        assertThat(memory.applied()).isEqualTo(model.chain().newest().map(ModelBlock::ref));
        reads.most(Visible.of(model), model.everMade(), turn++);
    }

    /// The last and longest look.
    void finish() {
        finishHeldScans();
        reads.everything(Visible.of(model), model.everMade());
    }

    @Override
    public void close() {
        heldScans.forEach(HeldScan::close);
        database.close();
    }

    @Override
    public String toString() {
        return "the store at height " + model.chain().tip() + ", final up to " + model.finalHeight() + ", on disk from "
                + model.committed().floor() + " to " + model.committed().height();
    }

    private void checkDurable(Optional<BlockRef> durable) {
        List<Optional<BlockRef>> possible = model.sinceDurable().stream()
                .map(stored -> stored.chain().newest().map(ModelBlock::ref))
                .toList();
        assertThat(durable).isIn(database.flushesOnlyWhenTold() ? possible.subList(0, 1) : possible);
    }

    private void apply(ModelBlock block) {
        memory.apply(block.block());
        model.applied(block);
    }

    private void write(Stored after) {
        after.write().accept(database.storage());
        wrote(after);
    }

    private void wrote(Stored after) {
        model.wrote(after);
        if (database.everyCommitLasts()) {
            model.everythingLasts();
        }
    }

    private Stored found(Storage storage) {
        Optional<BlockRef> block = committed(storage);
        return model.firstStoredAs(block, storage.earliestHeight())
                .orElseThrow(() -> new AssertionError("expected to find on disk what one of the last writes left, "
                        + model.sinceDurable() + ", but found " + block + " with the floor "
                        + storage.earliestHeight()));
    }

    private void comeBackAs(Database opened, List<Stored> found, boolean readAgain) {
        heldScans.forEach(HeldScan::close);
        heldScans.clear();
        database = opened;
        model.foundOnDisk(found, readAgain);
        memory = newMemory();
        reads = new ReadCheck(memory, database.storage());
        model.chain().above(model.committed().height()).forEach(block -> memory.apply(block.block()));
        memory.finalizeUpTo(model.finalHeight());
    }

    private MvccStore newMemory() {
        return new MvccStore(beginning.memory(), committed(database.storage()), clock);
    }

    private static Optional<BlockRef> committed(Storage storage) {
        return storage.committed().map(CommittedPosition::block);
    }
}
