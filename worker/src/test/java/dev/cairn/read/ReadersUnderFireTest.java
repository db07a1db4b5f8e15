package dev.cairn.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers of a ledger while its blocks are applied, replaced, made final, flushed, let go of and pruned: no answer
/// holds a part of a block, or another branch than the one it names.
@Tag("slow")
class ReadersUnderFireTest {
    private static final int READERS = 4;
    private static final int STEPS = 10_000;
    /// So that no step goes by unseen.
    private static final int ANSWERS_PER_STEP = 3;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyAnswerIsOfOneWholeBlockInMemory(long seed) throws Exception {
        readWhileWriting(seed, new StorageConfig.Memory());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void everyAnswerIsOfOneWholeBlockOnRocks(long seed) throws Exception {
        Durability durability = seed % 2 == 0 ? Durability.KAFKA : Durability.WAL;
        readWhileWriting(seed, new StorageConfig.Rocks(directory, durability, RocksPreset.LIGHT.settings()));
    }

    private static void readWhileWriting(long seed, StorageConfig config) throws Exception {
        Random random = new Random(seed);
        LedgerChain ledger = new LedgerChain(random);
        try (Storage storage = Storages.open(config, new StorageIdentity("cluster", new TreeMap<>(), 0));
                ExecutorService storageThread = Executors.newSingleThreadExecutor()) {
            LedgerWriter writer = new LedgerWriter(storage, ledger, random, storageThread);
            LedgerReaders readers = new LedgerReaders(
                    new StateReader(writer.memory(), storage, new ReadConfig(2)), ledger, writer::newestHeight);
            readers.start(READERS, seed);
            try {
                for (int step = 0; step < STEPS && !readers.failed(); step++) {
                    writer.step();
                    readers.awaitKnown((long) step * ANSWERS_PER_STEP);
                }
                writer.release();
            } finally {
                assertThat(readers.stop()).isNull();
            }
            assertThat(readers.known()).isGreaterThanOrEqualTo((STEPS - 1L) * ANSWERS_PER_STEP);
        }
    }
}
