package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.BlockRef;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.read.ReadChecks.Marks;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// A random life of the store (blocks, reorgs, finality, flushes, pruning, restarts, rewinds), in which every kind of
/// read is compared with a model of sorted maps at heights all over the chain.
final class StoreHistory {
    private final Random random;
    private final Supplier<Storage> opening;
    private final ModelChain model;
    private final int keys;
    private Storage storage;
    private Flusher flusher;
    private MvccStore memory;
    private ReadChecks stateChecks;
    private PastChecks pastChecks;
    private long finalHeight = -1;
    private long flushedHeight = -1;
    private long floor;

    StoreHistory(long seed, Supplier<Storage> opening) {
        random = new Random(seed);
        this.opening = opening;
        keys = 1 + random.nextInt(30);
        model = new ModelChain(random.nextInt(3) * 500L);
        floor = model.first();
        storage = opening.get();
        flusher = new Flusher(storage);
        memory = newMemory();
        openReaders();
    }

    /// @param restarts  whether the storage outlives being closed
    void play(int steps, boolean restarts) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(20)) {
                case 0, 1 -> reorg();
                case 2, 3, 4 -> finalizeSome();
                case 5, 6 -> flush();
                case 7 -> prune();
                case 8 -> rewind();
                case 9 -> {
                    if (restarts) {
                        restart();
                    }
                }
                default -> memory.apply(model.extend(random, keys));
            }
            check();
        }
        storage.close();
    }

    private void reorg() {
        long lowest = Math.max(finalHeight, model.first());
        if (model.height() > lowest) {
            memory.dropAbove(model.dropAbove(lowest + random.nextLong(model.height() - lowest)));
        }
    }

    private void finalizeSome() {
        if (!model.isEmpty() && model.height() > finalHeight) {
            long lowest = Math.max(finalHeight + 1, model.first());
            finalHeight = random.nextLong(lowest, model.height() + 1);
            memory.finalizeUpTo(finalHeight);
        }
    }

    private void flush() {
        List<BlockLayer> unflushed = memory.unflushed().stream()
                .filter(layer -> layer.height() > flushedHeight)
                .toList();
        if (unflushed.isEmpty()) {
            return;
        }
        List<BlockLayer> round = unflushed.subList(0, 1 + random.nextInt(unflushed.size()));
        long last = round.getLast().height();
        OptionalLong newFloor = OptionalLong.empty();
        if (random.nextInt(4) == 0) {
            floor = floor + random.nextLong(last - floor + 1);
            newFloor = OptionalLong.of(floor);
        }
        flusher.flush(new FlushRound(FlushTrigger.MANUAL, round, finalHeight, newFloor));
        flushedHeight = last;
        // Otherwise memory learns of it later.
        if (random.nextInt(3) > 0) {
            memory.release(flushedHeight);
        }
    }

    private void prune() {
        if (flushedHeight > floor) {
            floor += random.nextLong(flushedHeight - floor + 1);
            storage.raiseFloor(floor);
        }
    }

    private void rewind() {
        if (flushedHeight > floor && random.nextInt(3) == 0) {
            flushedHeight = floor + random.nextLong(flushedHeight - floor);
            finalHeight = flushedHeight;
            model.dropAbove(flushedHeight);
            assertThat(new Rewinder(memory, storage).rewind(flushedHeight).toHeight())
                    .isEqualTo(flushedHeight);
        }
    }

    private void restart() {
        storage.close();
        storage = opening.get();
        flusher = new Flusher(storage);
        memory = newMemory();
        openReaders();
        if (flushedHeight < 0) {
            return;
        }
        // What was not flushed comes again from Kafka.
        finalHeight = flushedHeight;
        for (long height = flushedHeight + 1; height <= model.height(); height++) {
            memory.apply(model.at(height));
        }
    }

    private void openReaders() {
        StateReader reader = new StateReader(memory, storage, 4);
        StateReader walking = new StateReader(memory, storage, 1, new ListBounds(random.nextInt(3), 2, 2));
        stateChecks = new ReadChecks(reader, model, random, keys);
        pastChecks = new PastChecks(reader, walking, model, random, keys);
    }

    private MvccStore newMemory() {
        if (flushedHeight < 0 && !model.isEmpty()) {
            // Nothing is on disk: the chain begins again.
            model.forget();
            finalHeight = -1;
        }
        Optional<BlockRef> durable = storage.committed().map(CommittedPosition::block);
        assertThat(durable)
                .isEqualTo(
                        flushedHeight < 0
                                ? Optional.empty()
                                : Optional.of(model.at(flushedHeight).ref()));
        MvccConfig config = new MvccConfig(1 + random.nextInt(3), random.nextInt(3) * 10_000L, Duration.ofMinutes(1));
        return new MvccStore(config, durable, InstantSource.system());
    }

    private void check() {
        Marks marks = new Marks(floor, flushedHeight, finalHeight);
        stateChecks.check(marks);
        pastChecks.check(marks);
    }
}
