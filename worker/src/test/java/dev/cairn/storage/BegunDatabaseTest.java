package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// A database that holds no round yet, as crashes leave it, is empty; one that held rounds never is.
class BegunDatabaseTest {
    private static final StorageIdentity MEANT = StorageContract.IDENTITY.withHandler("writes");
    private static final StorageIdentity MISSPELT =
            new StorageIdentity("cluster", new TreeMap<>(Map.of("blocsk", "b1")), 0).withHandler("writes");

    @TempDir
    Path directory;

    @BeforeEach
    void load() {
        RocksDB.loadLibrary();
    }

    @ParameterizedTest
    @EnumSource
    void whoDiesOverANewIdentityLeavesAnEmptyDatabase(Durability durability) throws IOException, RocksDBException {
        TestRocks.open(directory.resolve("db"), durability, MISSPELT).close();
        RocksDatabase database = DatabaseOpening.open(
                new StorageConfig.Rocks(directory.resolve("db"), durability, TestRocks.QUIET), MISSPELT);
        database.db().put(database.family(Column.DEFAULT), MetaRow.IDENTITY.key(), Records.encode(MEANT));
        DatabaseImage written = DatabaseImage.of(directory.resolve("db"));
        database.flush();
        DatabaseImage flushed = DatabaseImage.of(directory.resolve("db"));
        database.close(() -> {});

        assertThat(flushed.named(".sst")).hasSize(2);
        takesAnyIdentity(laidOut(flushed, "flushed"), durability);
        takesAnyIdentity(laidOut(written, "written"), durability);
    }

    @ParameterizedTest
    @EnumSource
    void tablesThatTheManifestDoesNotNameDoNotMakeAnEmptyDatabaseADamagedOne(Durability durability) throws IOException {
        TestRocks.open(directory.resolve("db"), durability, MISSPELT).close();
        DatabaseImage image = DatabaseImage.of(directory.resolve("db"));
        byte[] table = image.bytes(image.named(".sst").getFirst());
        Path crashed = laidOut(image, "crashed");
        Files.write(crashed.resolve("000098.sst"), Arrays.copyOf(table, table.length / 2));
        Files.write(crashed.resolve("000099.sst"), table);
        takesAnyIdentity(crashed, durability);
    }

    @Test
    void howeverEarlyAManifestEndsASingleTableThatHoldsTheRowsOfARoundTellsIt() throws IOException, RocksDBException {
        Path db = directory.resolve("db");
        RocksSettings apart = new RocksSettings(
                TestRocks.QUIET.memory(),
                TestRocks.QUIET.files(),
                TestRocks.QUIET.compaction(),
                TestRocks.QUIET.compression(),
                new RocksSettings.PlaceSettings(
                        true,
                        List.of(new StorageTier(directory.resolve("hot"), Long.MAX_VALUE)),
                        Optional.of(directory.resolve("cold"))),
                true);
        DatabaseImage begun;
        DatabaseImage filled;
        try (Storage storage = Storages.open(new StorageConfig.Rocks(db, Durability.WAL, apart), MEANT)) {
            begun = DatabaseImage.of(db);
            new StoredChain(storage).write(0, Map.of("a", Optional.of("1")));
            storage.flushMemtables();
            RocksDatabase database = ((RocksStorage) storage).database();
            database.db().compactRange(database.family(Column.DEFAULT));
            filled = DatabaseImage.of(db);
        }
        assertThat(filled.named(".sst")).hasSize(1);
        String manifest = begun.named("MANIFEST").getLast();
        for (int end : new LogRecords(begun.bytes(manifest)).recordEnds()) {
            Path damaged = laidOut(filled, "cut at " + end);
            Files.write(damaged.resolve(manifest), Arrays.copyOf(begun.bytes(manifest), end));
            assertThatThrownBy(() -> Storages.open(new StorageConfig.Rocks(damaged, Durability.WAL, apart), MEANT))
                    .as("cut at %d", end)
                    .isInstanceOfAny(StorageFault.Corrupt.class, StorageRefusedException.class);
        }
    }

    private Path laidOut(DatabaseImage image, String name) throws IOException {
        image.layOut(directory.resolve(name));
        return directory.resolve(name);
    }

    private static void takesAnyIdentity(Path path, Durability durability) {
        for (StorageIdentity identity : List.of(MEANT, MISSPELT, MISSPELT, MEANT)) {
            try (Storage storage = TestRocks.open(path, durability, identity)) {
                assertThat(storage.committed()).isEmpty();
            }
        }
        try (Storage storage = TestRocks.open(path, durability, MEANT)) {
            new StoredChain(storage).write(0, Map.of("a", Optional.of("1")));
        }
        assertThatExceptionOfType(StorageRefusedException.OtherIdentity.class)
                .isThrownBy(() -> TestRocks.open(path, durability, MISSPELT));
    }
}
