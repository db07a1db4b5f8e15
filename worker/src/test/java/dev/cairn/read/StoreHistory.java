package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.flush.Rewinder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.KeyRange;
import dev.cairn.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// A random life of the store (blocks, reorgs, finality, flushes, pruning, restarts, rewinds), in which every kind of
/// read is compared with a model of sorted maps at heights all over the chain.
final class StoreHistory {
    private final Random random;
    private final Supplier<Storage> opening;
    private final ModelChain model = new ModelChain();
    private final int keys;
    private Storage storage;
    private Flusher flusher;
    private MvccStore memory;
    private StateReader reader;
    private long finalHeight = -1;
    private long flushedHeight = -1;
    private long floor;

    StoreHistory(long seed, Supplier<Storage> opening) {
        random = new Random(seed);
        this.opening = opening;
        keys = 1 + random.nextInt(30);
        storage = opening.get();
        flusher = new Flusher(storage);
        memory = newMemory();
        reader = new StateReader(memory, storage, 4);
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
        long lowest = Math.max(finalHeight, 0);
        if (model.height() > lowest) {
            memory.dropAbove(model.dropAbove(lowest + random.nextLong(model.height() - lowest)));
        }
    }

    private void finalizeSome() {
        if (model.height() > finalHeight) {
            finalHeight += 1 + random.nextLong(model.height() - finalHeight);
            memory.finalizeUpTo(finalHeight);
        }
    }

    private void flush() {
        List<BlockLayer> unflushed = memory.unflushed();
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
        memory.release(flushedHeight);
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
        reader = new StateReader(memory, storage, 4);
        if (flushedHeight < 0) {
            return;
        }
        // What was not flushed comes again from Kafka.
        finalHeight = flushedHeight;
        for (long height = flushedHeight + 1; height <= model.height(); height++) {
            memory.apply(model.at(height));
        }
    }

    private MvccStore newMemory() {
        if (flushedHeight < 0 && model.height() >= 0) {
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
        if (model.height() < 0) {
            assertThat(reader.block(new HeightSelector.Latest()))
                    .isEqualTo(new Answer.NotYetApplied<>(Optional.empty()));
            return;
        }
        checkState(new HeightSelector.Latest(), model.height());
        if (finalHeight >= 0) {
            checkState(new HeightSelector.Finalized(), finalHeight);
        }
        for (int i = 0; i < 3; i++) {
            long height = random.nextLong(model.height() + 3);
            HeightSelector at = new HeightSelector.At(new BlockHeight(height));
            if (height > model.height()) {
                assertThat(reader.get(key("key0"), at))
                        .isEqualTo(new Answer.NotYetApplied<>(Optional.of(new BlockHeight(model.height()))));
            } else if (flushedHeight >= 0 && height < floor) {
                assertThat(reader.get(key("key0"), at)).isEqualTo(new Answer.Pruned<>(new BlockHeight(floor)));
            } else {
                checkState(at, height);
            }
        }
    }

    private void checkState(HeightSelector selector, long height) {
        BlockRef block = model.at(height).ref();
        NavigableMap<String, String> state = model.stateAt(height);
        BlockInfo info = info(height);
        assertThat(reader.block(selector)).isEqualTo(new Answer.Known<>(block, info));
        assertThat(reader.block(block.hash())).contains(info);
        for (int i = 0; i < 4; i++) {
            String name = "key" + random.nextInt(keys);
            assertThat(reader.get(key(name), selector))
                    .as("%s at height %d", name, height)
                    .isEqualTo(new Answer.Known<>(
                            block, Optional.ofNullable(state.get(name)).map(StoreHistory::value)));
        }
        List<StateKey> both = List.of(key("key0"), key("key1"));
        assertThat(reader.getAll(both, selector))
                .isEqualTo(new Answer.Known<>(
                        block,
                        both.stream()
                                .map(one -> Optional.ofNullable(
                                                state.get(text(one.bytes().toArray())))
                                        .map(StoreHistory::value))
                                .toList()));
        checkScans(selector, state);
    }

    private BlockInfo info(long height) {
        Block block = model.at(height);
        return new BlockInfo(
                block.ref(),
                block.facts().parent(),
                block.facts().timestampMs(),
                model.changesAt(height).size(),
                height <= flushedHeight ? Optional.of(model.digestAt(height)) : Optional.empty());
    }

    private void checkScans(HeightSelector selector, NavigableMap<String, String> state) {
        String from = "key" + random.nextInt(keys);
        String to = "key" + random.nextInt(keys);
        KeyRange range = KeyRange.between(ChainBuilder.utf8(from), ChainBuilder.utf8(to));
        NavigableMap<String, String> inRange =
                from.compareTo(to) < 0 ? state.subMap(from, true, to, false) : state.subMap(from, true, from, false);
        assertThat(scanned(KeyRange.all(), ScanDirection.ASCENDING, selector)).isEqualTo(List.copyOf(state.entrySet()));
        assertThat(scanned(range, ScanDirection.ASCENDING, selector)).isEqualTo(List.copyOf(inRange.entrySet()));
        assertThat(scanned(range, ScanDirection.DESCENDING, selector))
                .isEqualTo(List.copyOf(inRange.descendingMap().entrySet()));
        assertThat(scanned(KeyRange.prefix(ChainBuilder.utf8("key1")), ScanDirection.DESCENDING, selector))
                .isEqualTo(List.copyOf(state.subMap("key1", true, "key2", false)
                        .descendingMap()
                        .entrySet()));
    }

    private List<Map.Entry<String, String>> scanned(KeyRange range, ScanDirection direction, HeightSelector selector) {
        if (!(reader.scan(range, direction, selector) instanceof Answer.Known<StateScan>(var _, var scan))) {
            throw new AssertionError("expected a scan at " + selector);
        }
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        try (scan) {
            while (scan.next()) {
                entries.add(Map.entry(
                        text(scan.key().bytes().toArray()),
                        text(scan.value().bytes().toArray())));
            }
        }
        return entries;
    }

    private static StateKey key(String name) {
        return new StateKey(ChainBuilder.utf8(name));
    }

    private static StateValue value(String text) {
        return new StateValue(ChainBuilder.utf8(text));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
