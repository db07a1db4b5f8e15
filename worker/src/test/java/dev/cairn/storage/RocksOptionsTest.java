package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That settings reach RocksDB: it writes down what it was opened with, and every one here is none of its defaults.
class RocksOptionsTest {
    private static final RocksSettings UNUSUAL = new RocksSettings(
            new RocksSettings.MemorySettings(77 << 20, 33 << 20, 3 << 20, 7, 3),
            new RocksSettings.FileSettings(777, 5 << 20, 12 << 10, 13),
            new RocksSettings.CompactionSettings(5, 3, 9, 55 << 20, 99 << 20, 44 << 20, true),
            new RocksSettings.CompressionSettings(
                    List.of(Compression.NONE, Compression.SNAPPY), Compression.ZSTD, Compression.ZSTD, 24 << 10),
            RocksSettings.PlaceSettings.together(),
            true);

    @TempDir
    private Path directory;

    @Test
    void whatIsOfTheWholeDatabaseReachesIt() throws IOException {
        assertThat(written("DBOptions"))
                .containsEntry("max_open_files", "777")
                .containsEntry("max_background_jobs", "5")
                .containsEntry("max_subcompactions", "3")
                .containsEntry("max_total_wal_size", Integer.toString(44 << 20))
                .containsEntry("use_fsync", "true")
                .containsEntry("allow_concurrent_memtable_write", "false")
                .containsEntry("track_and_verify_wals_in_manifest", "true");
    }

    @Test
    void whatIsOfTheStateReachesIt() throws IOException {
        assertThat(written("CFOptions \"state\""))
                .containsEntry("write_buffer_size", Integer.toString(3 << 20))
                .containsEntry("max_write_buffer_number", "7")
                .containsEntry("min_write_buffer_number_to_merge", "3")
                .containsEntry("target_file_size_base", Integer.toString(5 << 20))
                .containsEntry("level0_file_num_compaction_trigger", "9")
                .containsEntry("max_bytes_for_level_base", Integer.toString(55 << 20))
                .containsEntry("compression_per_level", "kNoCompression:kSnappyCompression")
                .containsEntry("bottommost_compression", "kZSTD")
                .hasEntrySatisfying(
                        "bottommost_compression_opts",
                        options -> assertThat(options).contains("max_dict_bytes=" + (24 << 10), "enabled=true"));
        assertThat(written("CFOptions \"blocks\"")).containsEntry("compression", "kZSTD");
        assertThat(written("TableOptions/BlockBasedTable \"state\""))
                .containsEntry("block_size", Integer.toString(12 << 10))
                .containsEntry("cache_index_and_filter_blocks", "true")
                .hasEntrySatisfying(
                        "filter_policy", filter -> assertThat(filter).contains("13"));
    }

    /// By itself, as compactions run; nobody asks for one.
    @Test
    @Timeout(120)
    void theStateMovesToTheLastTierWhenTheFirstIsFull() throws IOException {
        Path hot = Files.createDirectory(directory.resolve("hot"));
        Path warm = Files.createDirectory(directory.resolve("warm"));
        RocksSettings settings = new RocksSettings(
                TestRocks.SMALL.memory(),
                new RocksSettings.FileSettings(-1, 64 << 10, 4 << 10, 10),
                new RocksSettings.CompactionSettings(2, 1, 2, 64 << 10, 0, 64 << 20, false),
                new RocksSettings.CompressionSettings(List.of(Compression.NONE), Compression.NONE, Compression.NONE, 0),
                new RocksSettings.PlaceSettings(
                        true,
                        List.of(new StorageTier(hot, 256 << 10), new StorageTier(warm, 1L << 40)),
                        Optional.empty()),
                true);

        try (Storage storage = open(settings)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 40; height++) {
                chain.write(height, values(height));
                storage.flushMemtables();
            }
            while (tableBytes(warm) < 1 << 20) {
                Thread.onSpinWait();
            }

            assertThat(storage.reader().get(39, StoredChain.key("key-3-39")))
                    .isEqualTo(StoredChain.found(value(3, 39)));
        }
    }

    private static Map<String, Optional<String>> values(int height) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            values.put("key-" + i + "-" + height, Optional.of(value(i, height)));
        }
        return values;
    }

    private static String value(int i, int height) {
        return (i + ":" + height + ";").repeat(200);
    }

    private static long tableBytes(Path folder) {
        // A file that a compaction deletes meanwhile has no length, and is no error.
        long bytes = 0;
        for (File file : Objects.requireNonNull(folder.toFile().listFiles())) {
            bytes += file.isFile() ? file.length() : tableBytes(file.toPath());
        }
        return bytes;
    }

    private Storage open(RocksSettings settings) {
        return Storages.open(
                new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, settings), StorageContract.IDENTITY);
    }

    /// A section of the file in which RocksDB has what it was opened with last.
    private Map<String, String> written(String section) throws IOException {
        open(UNUSUAL).close();
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return Files.readAllLines(newest).stream()
                    .map(String::strip)
                    .dropWhile(line -> !line.equals("[" + section + "]"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("["))
                    .filter(line -> line.contains("="))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1)));
        }
    }
}
