package dev.cairn.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.StateCursor;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The series of a real database: each moves when what it measures happens, and none while nothing does.
class StorageSeriesTest {
    /// Slow enough that what happens in the background can be watched, and that writers have to wait for it.
    private static final RocksSettings SLOW = new RocksSettings(
            new RocksSettings.MemorySettings(32 << 20, 8 << 20, 64 << 10, 2, 1),
            TestRocks.SMALL.files(),
            new RocksSettings.CompactionSettings(2, 1, 2, 128 << 10, 2 << 20, 64 << 20, false),
            TestRocks.SMALL.compression(),
            TestRocks.SMALL.places(),
            true);

    private static final int ROUNDS_AT_MOST = 200;
    private static final int KEYS = 150;

    private final Random random = new Random(4);
    private Optional<BlockRef> newest = Optional.empty();

    @TempDir
    Path directory;

    @Tag("slow")
    @Test
    void eachMovesWithWhatItMeasures() throws InterruptedException {
        try (WatchedShard shard = shardOn(SLOW)) {
            Movements movements = new Movements(shard);
            writeUntil(movements, shard.storage, Metric.ROCKS_WRITE_STALL, Metric.ROCKS_IMMUTABLE);
            shard.storage.flushMemtables();
            movements.look();
            read(shard.storage, movements);
            Thread compaction = Thread.ofPlatform().start(shard.storage::compact);
            while (compaction.isAlive()) {
                movements.look();
            }
            compaction.join();
            shard.storage.raiseFloor(newest.orElseThrow().height().value());
            movements.look();
            // Those need a disk that fails.
            assertThat(movements.missing()).containsExactly(Metric.ROCKS_BACKGROUND_ERRORS);
        }
    }

    @Test
    void noneMovesWhileNothingHappens() {
        try (WatchedShard shard = shardOn(TestRocks.QUIET)) {
            write(shard.storage);
            shard.storage.flushMemtables();
            assertThat(shard.moves(() -> {})).isEmpty();
        }
    }

    @Test
    void aReadMovesWhatIsReadAndNothingElse() {
        try (WatchedShard shard = shardOn(TestRocks.QUIET)) {
            write(shard.storage);
            shard.storage.flushMemtables();
            assertThat(shard.moves(() -> find(shard.storage, "key0")).keySet())
                    .contains("rocksdb_cache_miss", "rocksdb_read_bytes_total")
                    .isSubsetOf(
                            "rocksdb_cache_miss",
                            "rocksdb_cache_hit",
                            "rocksdb_cache_hit_rate",
                            "rocksdb_read_bytes_total",
                            "rocksdb_block_cache_bytes",
                            "rocksdb_block_cache_pinned_bytes");
            assertThat(shard.moves(() -> find(shard.storage, "key0")).keySet())
                    .contains("rocksdb_cache_hit", "rocksdb_cache_hit_rate")
                    .doesNotContain("rocksdb_cache_miss");
        }
    }

    @Test
    void aWriteMovesTheLogAndTheMemtablesAndNoFiles() {
        try (WatchedShard shard = shardOn(TestRocks.QUIET)) {
            assertThat(shard.moves(() -> write(shard.storage)).keySet())
                    .contains("rocksdb_wal_written_bytes_total", "rocksdb_memtable_bytes", "rocksdb_estimate_num_keys")
                    .doesNotContain("rocksdb_total_sst_size_bytes", "rocksdb_num_files_level0");
            assertThat(shard.moves(shard.storage::flushMemtables).keySet())
                    .contains(
                            "rocksdb_total_sst_size_bytes",
                            "rocksdb_num_files_level0",
                            "rocksdb_memtable_written_bytes_total",
                            "rocksdb_memtable_flushes_total")
                    .doesNotContain("rocksdb_wal_written_bytes_total", "rocksdb_compactions_total");
        }
    }

    /// Which series were seen with more than one value.
    private static final class Movements {
        private final WatchedShard shard;
        private final Map<Metric, Set<Double>> valuesByMetric = new EnumMap<>(Metric.class);

        Movements(WatchedShard shard) {
            this.shard = shard;
            look();
        }

        void look() {
            ScrapedSeries scrape = shard.scrape();
            Arrays.stream(Metric.values())
                    .filter(metric -> metric.prometheusName().startsWith("rocksdb"))
                    .forEach(metric -> valuesByMetric
                            .computeIfAbsent(metric, _ -> new HashSet<>())
                            .add(scrape.value(metric)));
        }

        Set<Metric> missing() {
            return valuesByMetric.entrySet().stream()
                    .filter(seen -> seen.getValue().size() == 1)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    private WatchedShard shardOn(RocksSettings settings) {
        Storage storage =
                Storages.open(new StorageConfig.Rocks(directory, Durability.WAL, settings), WatchedShard.IDENTITY);
        return new WatchedShard(WatchedShard.partitions(WatchedShard.TRANSACTIONS), storage);
    }

    private void writeUntil(Movements movements, Storage storage, Metric... expected) {
        for (int round = 0;
                round < ROUNDS_AT_MOST && movements.missing().stream().anyMatch(Set.of(expected)::contains);
                round++) {
            write(storage);
            movements.look();
        }
    }

    /// A block of long values that cannot be packed well, in a round of its own.
    private void write(Storage storage) {
        ChainBuilder block = newest.map(ChainBuilder::after).orElseGet(() -> ChainBuilder.first(0));
        for (int key = 0; key < KEYS; key++) {
            block = block.put("key" + key, randomText());
        }
        Block built = block.build();
        newest = Optional.of(built.ref());
        var _ = new Flusher(storage)
                .flush(new FlushRound(
                        FlushTrigger.BLOCKS, List.of(BlockLayer.of(built)), built.height(), OptionalLong.empty()));
    }

    private String randomText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    private void read(Storage storage, Movements movements) {
        find(storage, "key1");
        find(storage, "key1");
        for (int absent = 0; absent < 50; absent++) {
            find(storage, "key1" + absent + "x");
        }
        try (StateCursor cursor = storage.reader()
                .cursor(newest.orElseThrow().height().value(), KeyRange.all(), ScanDirection.ASCENDING)) {
            assertThat(cursor.next()).isTrue();
            movements.look();
        }
        movements.look();
    }

    private void find(Storage storage, String key) {
        StateRead read =
                storage.reader().get(newest.orElseThrow().height().value(), new StateKey(ChainBuilder.utf8(key)));
        assertThat(read.equals(StateRead.ABSENT)).isEqualTo(key.endsWith("x"));
    }
}
