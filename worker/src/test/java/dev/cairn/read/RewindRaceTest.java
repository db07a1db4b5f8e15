package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.ShortSteps;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers while the chain is rewound again and again: no answer mixes two branches.
class RewindRaceTest {
    @TempDir
    private Path directory;

    @Test
    void noReadMixesTwoBranchesInMemory() throws InterruptedException {
        race(new StorageConfig.Memory(), 300);
    }

    @Test
    void noReadMixesTwoBranchesOnALongWayBack() throws InterruptedException {
        try (Storage storage =
                Storages.open(new StorageConfig.Memory(), new StorageIdentity("cluster", new TreeMap<>(), 0))) {
            race(new ShortSteps(storage).storage(), 300);
        }
    }

    @Test
    @Tag("slow")
    void noReadMixesTwoBranchesOnRocks() throws InterruptedException {
        race(new StorageConfig.Rocks(directory, Durability.WAL, RocksPreset.LIGHT.settings()), 100);
    }

    private static void race(StorageConfig config, int rewinds) throws InterruptedException {
        try (Storage storage = Storages.open(config, new StorageIdentity("cluster", new TreeMap<>(), 0))) {
            race(storage, rewinds);
        }
    }

    private static void race(Storage storage, int rewinds) throws InterruptedException {
        RacingReaders readers = new RewoundChain(storage).race(rewinds);
        assertThat(readers.failures()).isEmpty();
        assertThat(readers.answers()).isPositive();
    }
}
