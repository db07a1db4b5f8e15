package dev.cairn.storage;

import static dev.cairn.storage.StoredChain.found;
import static dev.cairn.storage.StoredChain.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.prune.ReclaimListener;
import dev.cairn.prune.Reclaiming;
import dev.cairn.prune.RetentionConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys that were written often, long ago, and then no more: what a floor leaves of them is given back slice by slice.
@Timeout(120)
class ReclaimedSpaceTest {
    private static final int HEIGHTS = 120;
    private static final int FLOOR = 110;
    private static final int KEYS = 400;
    private static final RetentionConfig CONFIG =
            new RetentionConfig(Optional.of(1), Optional.empty(), 25, Duration.ofSeconds(1));

    private final List<Double> ratios = new ArrayList<>();
    private long reclaimed;
    private final ReclaimListener listener = new ReclaimListener() {
        @Override
        public void surveyed(double garbageRatio) {
            ratios.add(garbageRatio);
        }

        @Override
        public void compacted(long bytesReclaimed) {
            reclaimed += bytesReclaimed;
        }
    };

    @TempDir
    Path directory;

    @Test
    void garbageInColdKeysIsFoundAndItsSpaceComesBackWhileReadersReadOn() {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = coldKeys(storage);
            Reclaiming reclaiming = new Reclaiming(storage, CONFIG, listener, () -> true);
            assertThat(reclaiming.turn()).isFalse();
            assertThat(ratios).as("nothing was pruned, so nothing is looked at").isEmpty();

            long before = storage.stats().contents().sstBytes();
            storage.raiseFloor(FLOOR);
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Long> reads = CompletableFuture.supplyAsync(() -> readOn(storage, chain, stop));
            goRound(reclaiming);
            stop.set(true);
            assertThat(reads.join()).isPositive();
            assertThat(reclaimed).isPositive();
            assertThat(storage.stats().contents().sstBytes()).isLessThan(before / 2);
            assertThat(ratios.getLast()).isLessThanOrEqualTo(0.25);

            int looked = ratios.size();
            goRound(reclaiming);
            assertThat(ratios)
                    .as("as long as the floor stands, nothing is looked at again")
                    .hasSize(looked);
        }
    }

    @Test
    void aRestartForgetsNothing() {
        StoredChain chain;
        long before;
        try (Storage storage = TestRocks.open(directory)) {
            chain = coldKeys(storage);
            before = storage.stats().contents().sstBytes();
            storage.raiseFloor(FLOOR);
            assertThat(storage.space().slices()).hasSizeGreaterThan(2);
            Reclaiming reclaiming = new Reclaiming(storage, CONFIG, listener, () -> true);
            var _ = reclaiming.turn();
        }
        try (Storage storage = TestRocks.open(directory)) {
            goRound(new Reclaiming(storage, CONFIG, listener, () -> true));
            assertThat(storage.stats().contents().sstBytes()).isLessThan(before / 2);
            assertThat(ratios.getLast()).isLessThanOrEqualTo(0.25);
            chain.storage(storage);
            check(storage, chain, FLOOR);
            check(storage, chain, HEIGHTS - 1);
        }
    }

    @Test
    void whoeverIsToldToStopStopsAndGoesOnWhereItWas() {
        try (Storage storage = TestRocks.open(directory)) {
            coldKeys(storage);
            storage.raiseFloor(FLOOR);
            AtomicBoolean mayRun = new AtomicBoolean();
            Reclaiming reclaiming = new Reclaiming(storage, CONFIG, listener, mayRun::get);
            goRound(reclaiming);
            assertThat(ratios).isEmpty();
            mayRun.set(true);
            goRound(reclaiming);
            assertThat(ratios.getLast()).isLessThanOrEqualTo(0.25);
        }
    }

    @Test
    void whatIsNeededOfAllSlicesIsWhatAModelCounts() {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = coldKeys(storage);
            storage.raiseFloor(FLOOR);
            long needed = storage.space().slices().stream()
                    .mapToLong(slice -> storage.space().needed(slice.range(), () -> true))
                    .sum();
            long later = chain.changesByHeight().tailMap((long) FLOOR, false).values().stream()
                    .mapToLong(Map::size)
                    .sum();
            assertThat(needed).isEqualTo(chain.stateAt(FLOOR).size() + later);
        }
    }

    @Test
    void aClosedStorageEndsItQuietly() {
        Storage storage = TestRocks.open(directory);
        coldKeys(storage);
        storage.raiseFloor(FLOOR);
        Reclaiming reclaiming = new Reclaiming(storage, CONFIG, listener, () -> true);
        storage.close();
        assertThat(reclaiming.turn()).isFalse();
    }

    private static void goRound(Reclaiming reclaiming) {
        for (int turns = 0; turns < 1_000; turns++) {
            var _ = reclaiming.turn();
        }
    }

    private StoredChain coldKeys(Storage storage) {
        Random random = new Random(1);
        StoredChain chain = new StoredChain(storage);
        for (long height = 0; height < HEIGHTS; height++) {
            Map<String, Optional<String>> changes = new TreeMap<>();
            for (int i = 0; i < KEYS / 4; i++) {
                byte[] value = new byte[40];
                random.nextBytes(value);
                String name = height < FLOOR - 10 ? "cold %03d".formatted(random.nextInt(KEYS)) : "warm " + i;
                changes.put(name, Optional.of(HexFormat.of().formatHex(value)));
            }
            chain.write(height, changes);
        }
        // As if it had been compacted while it was written, with all that could be asked for then.
        storage.compact();
        return chain;
    }

    private static long readOn(Storage storage, StoredChain chain, AtomicBoolean stop) {
        Random random = new Random(2);
        long reads = 0;
        do {
            check(storage, chain, FLOOR + random.nextInt(HEIGHTS - FLOOR));
            long below = random.nextInt(FLOOR);
            assertThatExceptionOfType(HeightPrunedException.class)
                    .isThrownBy(() -> storage.reader().get(below, key("cold 001")));
            reads++;
        } while (!stop.get());
        return reads;
    }

    private static void check(Storage storage, StoredChain chain, long height) {
        chain.stateAt(height)
                .forEach((name, value) ->
                        assertThat(storage.reader().get(height, key(name))).isEqualTo(found(value)));
    }
}
