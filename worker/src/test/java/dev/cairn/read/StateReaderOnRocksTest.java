package dev.cairn.read;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class StateReaderOnRocksTest {
    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyReadIsWhatTheModelSaysAlsoAfterRestarts(long seed) {
        StorageConfig config =
                new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, RocksPreset.LIGHT.settings());
        StorageIdentity identity = new StorageIdentity("cluster", new TreeMap<>(), 0);
        new StoreHistory(seed, () -> Storages.open(config, identity)).play(120, true);
    }
}
