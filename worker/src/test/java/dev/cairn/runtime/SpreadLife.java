package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Step;
import dev.cairn.model.KeyRange;
import dev.cairn.proof.Repair;
import dev.cairn.proof.RepairWatch;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.Durability;
import dev.cairn.storage.FormatFixture;
import dev.cairn.storage.SpreadRocks;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.WrittenChain;
import dev.cairn.transfer.Export;
import dev.cairn.transfer.ExportForm;
import dev.cairn.transfer.Import;
import dev.cairn.transfer.TextForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// A process that moves a database whose tables lie in several places: restored, replaced, repaired, imported. It may
/// end at any [Step] on the way, as a crash would end it; another goes on from what it left.
final class SpreadLife {
    static final int ENDED_AT_THE_STEP = 77;
    private static final int HEIGHT = 40;

    private final Path folder;
    private final StorageConfig.Rocks database;
    private final Snapshots snapshots;
    private final DatabasePlace place;

    SpreadLife(Path folder) {
        this.folder = folder;
        database = at("db");
        SnapshotsConfig config = new SnapshotsConfig(
                folder.resolve("snapshots"),
                new SnapshotPolicy(0, Duration.ZERO),
                1,
                SnapshotsConfig.Bootstrap.SNAPSHOT,
                true);
        snapshots = new Snapshots(config.directory(), InstantSource.system());
        place = new DatabasePlace(
                database,
                config,
                new NewestSnapshot(snapshots, Optional.empty(), FormatFixture.IDENTITY),
                FormatFixture.IDENTITY);
    }

    /// Says each step that it comes to.
    ///
    /// @param args  folder; to end at a step, also the how manieth
    public static void main(String[] args) {
        int last = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        int[] reached = {0};
        Step.watchedBy(step -> {
            System.out.println(step);
            if (++reached[0] == last) {
                Runtime.getRuntime().halt(ENDED_AT_THE_STEP);
            }
        });
        new SpreadLife(Path.of(args[0])).live();
    }

    /// What all lives begin with: a snapshot, and an export.
    void prepare() {
        StorageConfig.Rocks first = at("first");
        try (Storage storage = SpreadRocks.open(first)) {
            SpreadRocks.fill(storage, HEIGHT);
            snapshots.take(storage);
        }
        try (StoredDatabase stored = StoredDatabase.open(first)) {
            new Export(stored, HEIGHT, KeyRange.all(), ExportForm.CAIRN, TextForm.HEX, (_, _, _, _) -> {})
                    .into(folder.resolve("state.cairn"));
        }
    }

    private void live() {
        openAndLook();
        if (!Files.exists(folder.resolve("db.damaged-1"))) {
            place.foundDamaged("what a test says");
            openAndLook();
        }
        if (!Files.exists(folder.resolve("db.damaged-2"))) {
            damageAndRepair();
            openAndLook();
        }
        // Who finishes what another began leaves its tools to the next start.
        openAndLook();
        StorageConfig.Rocks imported = at("imported");
        if (!Files.exists(imported.directory())) {
            new Import(folder.resolve("state.cairn"), imported, _ -> {}).run();
        }
        assertHolds(imported, HEIGHT);
    }

    private void damageAndRepair() {
        try {
            Files.deleteIfExists(database.directory().resolve("CURRENT"));
            new Repair(database, snapshots, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                    .run(Repair.Preference.OLDER_HEIGHTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openAndLook() {
        place.open().close();
        assertHolds(database, 1);
    }

    private static void assertHolds(StorageConfig.Rocks database, long fromHeight) {
        try (StoredDatabase stored = StoredDatabase.open(database)) {
            assertThat(stored.facts().committed().orElseThrow().height()).isEqualTo(HEIGHT);
            for (long height = fromHeight; height <= HEIGHT; height++) {
                assertThat(WrittenChain.stateAt(stored.reader(), height)).isEqualTo(WrittenChain.expectedAt(height));
            }
        }
    }

    private StorageConfig.Rocks at(String name) {
        return SpreadRocks.config(folder.resolve(name), folder.resolve("elsewhere-" + name), Durability.WAL);
    }
}
