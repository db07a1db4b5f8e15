package dev.cairn.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.FlushedChain;
import dev.cairn.fixtures.OldDamage;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a damaged database only the newest heights can be proved, and a snapshot has the older ones.
class OlderHeightsTest {
    @TempDir
    private Path folder;

    private StorageConfig.Rocks database;
    private Snapshots snapshots;
    private FlushedChain chain;

    @BeforeEach
    void damage() throws IOException {
        database = new StorageConfig.Rocks(folder.resolve("shard-0"), Durability.WAL, TestRocks.SMALL);
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
        chain = OldDamage.in(database.directory(), snapshots);
    }

    @Test
    void theSnapshotIsTakenAndWhatItIsTakenForIsSaid() {
        Repair.Outcome outcome = repaired(Repair.Preference.OLDER_HEIGHTS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Repair.Outcome.Restored.class,
                        restored -> assertThat(restored.passedOver()).hasValueSatisfying(proved -> {
                            assertThat(proved.keptFrom()).isZero();
                            assertThat(proved.earliestHeight()).isPositive();
                            assertThat(proved.newest()).isEqualTo(chain.block(OldDamage.NEWEST));
                        }));
        assertHolds(0, OldDamage.SNAPSHOT_HEIGHT);
        assertNothingIsLeftBeside();
    }

    @Test
    void whoPrefersTheNewestBlocksKeepsWhatCanBeProved() {
        Repair.Outcome outcome = repaired(Repair.Preference.NEWEST_BLOCKS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Repair.Outcome.Salvaged.class,
                        salvaged -> assertHolds(salvaged.proved().earliestHeight(), OldDamage.NEWEST));
    }

    @Test
    void whereThatSnapshotIsDamagedTooWhatCanBeProvedIsKept() throws IOException {
        try (Stream<Path> files = Files.list(snapshots.list().getFirst().folder())) {
            OldDamage.flip(files.filter(file -> file.toString().endsWith(".sst"))
                    .findFirst()
                    .orElseThrow());
        }
        Repair.Outcome outcome = repaired(Repair.Preference.OLDER_HEIGHTS);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Repair.Outcome.Salvaged.class,
                        salvaged -> assertHolds(salvaged.proved().earliestHeight(), OldDamage.NEWEST));
        assertThat(snapshots.list()).extracting(ListedSnapshot::state).containsExactly(SnapshotState.DAMAGED);
        assertNothingIsLeftBeside();
    }

    @Test
    void theSnapshotOfAnotherBranchIsNotTaken() {
        snapshots.delete(snapshots.list().getFirst().name());
        try (Storage storage = TestRocks.quiet(folder.resolve("other"), Durability.WAL)) {
            new FlushedChain(storage, 0, new Random(3)).grow(300);
            snapshots.take(storage);
        }
        assertThat(repaired(Repair.Preference.OLDER_HEIGHTS)).isInstanceOf(Repair.Outcome.Salvaged.class);
    }

    private Repair.Outcome repaired(Repair.Preference preference) {
        return new Repair(database, snapshots, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED).run(preference);
    }

    private void assertHolds(long earliest, long newest) {
        try (Storage storage = Storages.openAsItIs(database)) {
            assertThat(storage.earliestHeight()).isEqualTo(earliest);
            assertThat(storage.committed().orElseThrow().block()).isEqualTo(chain.block(newest));
            for (long height = earliest; height <= newest; height++) {
                assertThat(FlushedChain.read(storage.reader(), height)).isEqualTo(chain.stateAt(height));
            }
        }
    }

    private void assertNothingIsLeftBeside() {
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("shard-0", "shard-0.damaged-1", "snapshots");
    }
}
