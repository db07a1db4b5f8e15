package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionCutOffTest {
    private static final int VALUE_BYTES = 4_000;

    @TempDir
    Path directory;

    /// At the rate allowed here it would run for minutes.
    @Test
    void closingDoesNotWaitForTheEndOfACompactionByHand() {
        fill();
        Storage storage = open(64 << 10);
        CompletableFuture<Throwable> compaction = CompletableFuture.supplyAsync(() -> catchThrowable(storage::compact));
        while (storage.stats().compaction().running() == 0 && !compaction.isDone()) {
            Thread.onSpinWait();
        }
        storage.close();
        assertThat(compaction.join()).isInstanceOf(StorageFault.Closed.class);
    }

    private void fill() {
        Random random = new Random(1);
        try (Storage storage = open(0)) {
            StoredChain chain = new StoredChain(storage);
            for (int height = 0; height < 10; height++) {
                Map<String, Optional<String>> changes = new TreeMap<>();
                for (int key = 0; key < 200; key++) {
                    byte[] noise = new byte[VALUE_BYTES];
                    random.nextBytes(noise);
                    changes.put("key" + key, Optional.of(HexFormat.of().formatHex(noise)));
                }
                chain.write(height, changes);
            }
            storage.flushMemtables();
        }
    }

    private Storage open(long bytesPerSecondMax) {
        RocksSettings quiet = TestRocks.QUIET;
        RocksSettings settings = new RocksSettings(
                new RocksSettings.MemorySettings(64 << 20, 48 << 20, 32 << 20, 2, 1),
                quiet.files(),
                new RocksSettings.CompactionSettings(2, 1, 100, 1 << 30, bytesPerSecondMax, 64 << 20, false),
                quiet.compression(),
                quiet.places(),
                true);
        return Storages.open(
                new StorageConfig.Rocks(directory.resolve("db"), Durability.WAL, settings), StorageContract.IDENTITY);
    }
}
