package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RocksSettingsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(RocksPreset.class)
    void everyPresetOpens(RocksPreset preset) {
        writeAndRead(preset.settings());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionTiersAndLimitsWork(Compression compression) {
        writeAndRead(new RocksSettings(
                TestRocks.SMALL.memory(),
                new RocksSettings.FileSettings(64, 32 << 10, 4 << 10, 0),
                new RocksSettings.CompactionSettings(2, 2, 4, 64 << 10, 100 << 20, 64 << 20, true),
                new RocksSettings.CompressionSettings(
                        List.of(Compression.NONE, compression), compression, compression, 0),
                new RocksSettings.PlaceSettings(
                        true,
                        List.of(
                                new StorageTier(directory.resolve("hot"), 1 << 20),
                                new StorageTier(directory.resolve("warm"), 1L << 40)),
                        Optional.of(directory.resolve("cold"))),
                false));
        assertThat(directory.resolve("hot")).isNotEmptyDirectory();
        assertThat(directory.resolve("cold")).isNotEmptyDirectory();
    }

    @Test
    void missingDatabaseIsNotMadeIfThatIsSwitchedOff() {
        RocksSettings settings = new RocksSettings(
                TestRocks.SMALL.memory(),
                TestRocks.SMALL.files(),
                TestRocks.SMALL.compaction(),
                TestRocks.SMALL.compression(),
                new RocksSettings.PlaceSettings(false, List.of(), Optional.empty()),
                true);
        assertThatThrownBy(() -> writeAndRead(settings))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("create-if-missing is off");
        assertThat(directory.resolve("db")).doesNotExist();
        writeAndRead(TestRocks.SMALL);
        Storages.open(
                        new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, settings),
                        StorageContract.IDENTITY)
                .close();
    }

    @Test
    void whatCannotWorkIsNamedWithWhatCould() {
        refused("budget is 1,", () -> new RocksSettings.MemorySettings(1, 1, 1, 1, 1));
        refused("memtable-bytes-max", () -> new RocksSettings.MemorySettings(8 << 20, 9 << 20, 1 << 20, 2, 1));
        refused("write-buffer-size", () -> new RocksSettings.MemorySettings(8 << 20, 4 << 20, 5 << 20, 2, 1));
        refused("write-buffer-count", () -> new RocksSettings.MemorySettings(8 << 20, 4 << 20, 1 << 20, 1, 1));
        refused("buffers-to-merge", () -> new RocksSettings.MemorySettings(8 << 20, 4 << 20, 1 << 20, 2, 2));
        refused("max-open-files", () -> new RocksSettings.FileSettings(0, 1 << 20, 4096, 10));
        refused("target-file-size", () -> new RocksSettings.FileSettings(-1, 1, 4096, 10));
        refused("block-size", () -> new RocksSettings.FileSettings(-1, 1 << 20, 1, 10));
        refused("bloom-bits", () -> new RocksSettings.FileSettings(-1, 1 << 20, 4096, 33));
        refused("background-jobs", () -> compaction(0, 1, 4, 1 << 20, 0, 1 << 20));
        refused("subcompactions", () -> compaction(1, 0, 4, 1 << 20, 0, 1 << 20));
        refused("level0-trigger", () -> compaction(1, 1, 0, 1 << 20, 0, 1 << 20));
        refused("level-base-size", () -> compaction(1, 1, 4, 1, 0, 1 << 20));
        refused("rate-limit", () -> compaction(1, 1, 4, 1 << 20, -1, 1 << 20));
        refused("wal-bytes-max", () -> compaction(1, 1, 4, 1 << 20, 0, 1));
        refused("dictionary-size", () -> compression(List.of(Compression.LZ4), -1));
        refused("compression.levels is empty", () -> compression(List.of(), 0));
        refused("tiers", () -> new StorageTier(directory, 0));
        refused("shard from 0", () -> new StorageIdentity("c", new java.util.TreeMap<>(), -1));
        refused(
                "changes from 0",
                () -> new BlockRecord(StoredChain.block("a", 0, 0).facts(), 0, dev.cairn.model.Bytes.EMPTY, -1));
        BlockRecord block = StoredChain.block("a", 5, 0);
        refused(
                "only final",
                () -> new CommittedPosition(
                        block.ref(), block.digest(), 0, block.facts().resumeAfter(), 4));
    }

    private static RocksSettings.CompactionSettings compaction(
            int jobs, int subcompactions, int level0Trigger, long levelBase, long rate, long wal) {
        return new RocksSettings.CompactionSettings(jobs, subcompactions, level0Trigger, levelBase, rate, wal, false);
    }

    private static RocksSettings.CompressionSettings compression(List<Compression> levels, int dictionaryBytes) {
        return new RocksSettings.CompressionSettings(levels, Compression.ZSTD, Compression.LZ4, dictionaryBytes);
    }

    private static void refused(String words, Runnable settings) {
        assertThatIllegalArgumentException().isThrownBy(settings::run).withMessageContaining(words);
    }

    private void writeAndRead(RocksSettings settings) {
        StorageConfig config = new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, settings);
        try (Storage storage = Storages.open(config, StorageContract.IDENTITY)) {
            StoredChain chain = new StoredChain(storage);
            chain.write(0, Map.of("a", Optional.of("1".repeat(10_000))));
            storage.compact();
            assertThat(storage.reader().get(0, StoredChain.key("a"))).isEqualTo(StoredChain.found("1".repeat(10_000)));
        }
    }
}
