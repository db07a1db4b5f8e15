package dev.cairn.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.FlushedChain;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.SpreadRocks;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repairs a database whose tables lie in several places.
class SpreadRepairTest {
    @TempDir
    private Path folder;

    private StorageConfig.Rocks database;
    private Snapshots snapshots;
    private FlushedChain chain;

    @BeforeEach
    void fill() {
        database = SpreadRocks.config(folder.resolve("db"), folder.resolve("elsewhere"), Durability.WAL);
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
        try (Storage storage = SpreadRocks.open(database)) {
            chain = new FlushedChain(storage, 0, new Random(1));
            chain.grow(10);
            storage.compact();
            snapshots.take(storage);
            chain.grow(10);
            storage.flushMemtables();
        }
    }

    @Test
    void oneThatIsWholeStaysWhereItIs() {
        assertThat(repaired()).isInstanceOf(Repair.Outcome.WasWhole.class);
        assertHolds();
    }

    @Test
    void whatWasLostBesideTheManifestIsSalvaged() throws IOException {
        Files.delete(database.directory().resolve("CURRENT"));
        assertThat(repaired()).isInstanceOf(Repair.Outcome.Salvaged.class);
        assertIsAside();
        assertHolds();
    }

    @Test
    void withoutItsLogsItIsWrittenAnewInAllPlaces() throws IOException {
        for (Path log : files(database.directory(), ".log")) {
            Files.delete(log);
        }
        assertThat(repaired()).isInstanceOf(Repair.Outcome.Salvaged.class);
        assertIsAside();
        assertHolds();
    }

    @Test
    void whereATableElsewhereIsDamagedTheSnapshotTakesItsPlace() throws IOException {
        Path table = files(folder.resolve("elsewhere/warm/db"), ".sst").getFirst();
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length / 4] ^= 1;
        Files.delete(table);
        Files.write(table, bytes);
        assertThat(repaired()).isInstanceOf(Repair.Outcome.Restored.class);
        assertIsAside();
        assertHolds();
    }

    private Repair.Outcome repaired() {
        return new Repair(database, snapshots, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                .run(Repair.Preference.OLDER_HEIGHTS);
    }

    private void assertIsAside() throws IOException {
        assertThat(folder.resolve("db.damaged-1")).isNotEmptyDirectory();
        for (String disk : List.of("hot", "warm", "cold")) {
            assertThat(folder.resolve("elsewhere/" + disk + "/db.damaged-1")).isNotEmptyDirectory();
            assertThat(files(folder.resolve("elsewhere/" + disk), "")).hasSize(2);
        }
    }

    private void assertHolds() {
        try (Storage storage = Storages.openAsItIs(database)) {
            long newest = storage.committed().orElseThrow().height();
            assertThat(newest).isGreaterThanOrEqualTo(9);
            for (long height = storage.earliestHeight(); height <= newest; height++) {
                assertThat(FlushedChain.read(storage.reader(), height)).isEqualTo(chain.stateAt(height));
            }
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
