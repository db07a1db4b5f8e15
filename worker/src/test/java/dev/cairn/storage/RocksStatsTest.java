package dev.cairn.storage;

import static dev.cairn.storage.StoredChain.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.model.ScanDirection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class RocksStatsTest {
    @TempDir
    Path directory;

    @Test
    void eachFigureMovesWhenWhatItCountsHappens() {
        try (Storage storage = TestRocks.quiet(directory, Durability.WAL)) {
            StoredChain chain = new StoredChain(storage);
            write(chain, 0);
            StorageStats written = storage.stats();
            assertThat(written.contents().estimatedKeys()).isEqualTo(500);
            assertThat(written.memory().memtableBytes()).isPositive();
            assertThat(written.compaction().walBytes()).isPositive();
            storage.flushMemtables();
            StorageStats flushed = storage.stats();
            assertThat(flushed.contents().level0Files())
                    .isGreaterThan(written.contents().level0Files());
            assertThat(flushed.contents().sstBytes())
                    .isGreaterThan(written.contents().sstBytes());
            assertThat(flushed.contents().levels())
                    .containsExactly(new StorageStats.Level(
                            0,
                            flushed.contents().level0Files(),
                            flushed.contents().sstBytes()));
            assertThat(flushed.compaction().flushedBytes()).isPositive();
            assertThat(flushed.events().flushes()).isPositive();
            readTwice(storage);
            StorageStats read = storage.stats();
            assertThat(read.reads().blockCacheMisses()).isPositive();
            assertThat(read.reads().blockCacheHits()).isPositive();
            assertThat(read.reads().hitRate()).isBetween(0.01, 0.99);
            assertThat(read.reads().bytesRead()).isPositive();
            assertThat(read.reads().iteratorsOpened())
                    .isGreaterThan(flushed.reads().iteratorsOpened());
            assertThat(read.memory().blockCacheBytes()).isPositive();
            write(chain, 1);
            storage.compact();
            StorageStats compacted = storage.stats();
            assertThat(compacted.contents().level0Files())
                    .isLessThan(read.contents().level0Files());
            List<StorageStats.Level> levels = compacted.contents().levels();
            assertThat(levels.getFirst().files()).isEqualTo(compacted.contents().level0Files());
            assertThat(levels.getLast().level()).isPositive();
            assertThat(levels.getLast().bytes()).isPositive();
            assertThat(compacted.compaction().cpuMicros()).isPositive();
            assertThat(compacted.compaction().readBytes()).isPositive();
            assertThat(compacted.compaction().writtenBytes()).isPositive();
            assertThat(compacted.events().compactions()).isPositive();
            assertThat(compacted.events().backgroundErrors()).isZero();
            storage.raiseFloor(1);
            assertThat(storage.stats().contents().oldestTimestamp()).isEqualTo(1);
        }
    }

    @Test
    void pruningAndCompactingGiveSpaceBack() {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 20; height++) {
                write(chain, height);
            }
            storage.compact();
            long before = storage.stats().contents().sstBytes();
            storage.raiseFloor(19);
            storage.compact();
            assertThat(storage.stats().contents().sstBytes()).isLessThan(before / 4);
            assertThat(StoredChain.scan(storage.reader(), 19, ScanDirection.ASCENDING))
                    .isEqualTo(chain.stateAt(19));
        }
    }

    @Test
    void withoutTheCFunctionACompactionRaisesTheHorizon() throws Exception {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = new StoredChain(storage);
            write(chain, 0);
            write(chain, 1);
            write(chain, 2);
        }
        RocksDatabase database = DatabaseOpening.open(
                new StorageConfig.Rocks(directory, Durability.WAL, TestRocks.SMALL), StorageContract.IDENTITY);
        try {
            Horizon compacting = new Horizon.Compacting();
            compacting.raise(database, 2);
            assertThat(compacting.slowBecause()).isPresent();
            assertThat(Horizon.ofPlatform().slowBecause()).isEmpty();
            RocksHistory history = new RocksHistory(database, Timeline.START);
            VersionList all = new VersionList(9, Long.MAX_VALUE);
            assertThat(history.read(key("key1"), 2, 2, all)).hasSize(1);
            assertThatExceptionOfType(RocksDBException.class)
                    .isThrownBy(() -> history.read(key("key1"), 1, 1, all))
                    .withMessageContaining("full_history_ts_low");
        } finally {
            database.close(() -> {});
        }
    }

    private static void readTwice(Storage storage) {
        for (int i = 0; i < 2; i++) {
            assertThat(storage.reader().get(0, key("key7"))).isNotEqualTo(StateRead.ABSENT);
            StoredChain.scan(storage.reader(), 0, ScanDirection.ASCENDING);
        }
    }

    private static void write(StoredChain chain, int height) {
        Map<String, Optional<String>> changes = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            changes.put("key" + i, Optional.of("value " + height * 31 + " of " + i * 17));
        }
        chain.write(height, changes);
    }
}
