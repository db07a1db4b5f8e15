package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fault.Step;
import dev.cairn.model.KeyRange;
import dev.cairn.proof.Repair;
import dev.cairn.proof.RepairWatch;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.repository.S3Config;
import dev.cairn.repository.SnapshotRepository;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Durability;
import dev.cairn.storage.FormatFixture;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
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
import java.util.concurrent.atomic.AtomicInteger;

/// A process that goes through every [Step] there is, and ends at one of them as a crash would end it. Whatever it
/// finds when it begins is what an earlier one left; it looks whether that is right at every height, and goes on.
final class SteppedLife {
    /// How a process ends that was to end at a step.
    static final int ENDED_AT_THE_STEP = 77;

    static final int LAST_HEIGHT = 60;
    private static final int KEPT_SNAPSHOTS = 2;

    private final Path folder;
    private final StorageConfig.Rocks database;
    private final Snapshots snapshots;
    private final DatabasePlace place;

    SteppedLife(Path folder, Durability durability) {
        this.folder = folder;
        SnapshotsConfig config = new SnapshotsConfig(
                folder.resolve("snapshots"),
                new SnapshotPolicy(0, Duration.ZERO),
                KEPT_SNAPSHOTS,
                SnapshotsConfig.Bootstrap.NONE,
                true);
        snapshots = new Snapshots(config.directory(), InstantSource.system());
        database = new StorageConfig.Rocks(folder.resolve("db"), durability, TestRocks.SMALL);
        place = new DatabasePlace(
                database,
                config,
                new NewestSnapshot(snapshots, Optional.empty(), FormatFixture.IDENTITY),
                FormatFixture.IDENTITY);
    }

    /// Says each step that it comes to.
    ///
    /// @param args  folder and durability; to end at a step, also its name and at which time
    public static void main(String[] args) {
        Optional<Step> last = args.length > 2 ? Optional.of(Step.valueOf(args[2])) : Optional.empty();
        AtomicInteger left = new AtomicInteger(args.length > 2 ? Integer.parseInt(args[3]) : 0);
        Step.watchedBy(step -> {
            System.out.println(step);
            if (last.equals(Optional.of(step)) && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(ENDED_AT_THE_STEP);
            }
        });
        new SteppedLife(Path.of(args[0]), Durability.valueOf(args[1])).live();
    }

    private void live() {
        beginWithAnOlderFormat();
        try (Storage storage = open()) {
            growTo(20, storage);
            keep(storage);
            growTo(30, storage);
            keep(storage);
            growTo(40, storage);
            keep(storage);
            forget(storage);
            goBack(storage);
            keep(storage);
            sendAndReceive();
        }
        if (!Files.exists(folder.resolve("db.damaged-1"))) {
            place.foundDamaged("what a test says");
        }
        open().close();
        if (!Files.exists(folder.resolve("db.damaged-2"))) {
            damageAndRepair();
        }
        try (Storage storage = open()) {
            growTo(LAST_HEIGHT, storage);
        }
        exportAndImport();
        replay();
    }

    private void beginWithAnOlderFormat() {
        if (!Files.exists(database.directory()) && !Files.exists(folder.resolve("db.replacement"))) {
            FormatFixture.of(0, FormatFixture.DATABASE).copyTo(database.directory());
        }
    }

    private void damageAndRepair() {
        try {
            Files.delete(database.directory().resolve("CURRENT"));
            new Repair(database, snapshots, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                    .run(Repair.Preference.OLDER_HEIGHTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void exportAndImport() {
        Path file = folder.resolve("state.cairn");
        if (!Files.exists(file)) {
            try (StoredDatabase stored = StoredDatabase.open(database)) {
                new Export(stored, LAST_HEIGHT, KeyRange.all(), ExportForm.CAIRN, TextForm.HEX, (_, _, _, _) -> {})
                        .into(file);
            }
        }
        Path imported = folder.resolve("imported");
        if (!Files.exists(imported)) {
            new Import(file, at(imported), _ -> {}).run();
        }
        assertEndsWell(imported);
    }

    private void replay() {
        try (ReplayFolder into = new ReplayFolder(folder.resolve("again"), 0)) {
            replay(into);
        }
        assertEndsWell(folder.resolve("again/shard-0"));
    }

    private void replay(ReplayFolder into) {
        if (into.isFree() && into.begin()) {
            try (Storage storage = Storages.open(at(into.working().resolve("shard-0")), FormatFixture.IDENTITY)) {
                growTo(LAST_HEIGHT, storage);
            }
            into.finish();
        }
    }

    private StorageConfig.Rocks at(Path directory) {
        return new StorageConfig.Rocks(directory, database.durability(), database.settings());
    }

    private void assertEndsWell(Path directory) {
        try (StoredDatabase stored = StoredDatabase.open(at(directory))) {
            assertThat(stored.facts().committed().orElseThrow().height()).isEqualTo(LAST_HEIGHT);
            assertThat(WrittenChain.stateAt(stored.reader(), LAST_HEIGHT))
                    .isEqualTo(WrittenChain.expectedAt(LAST_HEIGHT));
        }
    }

    /// Whatever is there has to be right, before anything is done to it.
    Storage open() {
        Storage storage = place.open();
        for (long height = storage.earliestHeight(); height <= heightOf(storage); height++) {
            assertThat(WrittenChain.stateAt(storage.reader(), height))
                    .as("the state at height %d", height)
                    .isEqualTo(WrittenChain.expectedAt(height));
        }
        snapshots.list().forEach(snapshot -> snapshots.verify(snapshot.name(), SnapshotProgress.UNWATCHED));
        return storage;
    }

    private static void growTo(long height, Storage storage) {
        new WrittenChain(storage).write((int) Math.max(0, height - heightOf(storage)));
        storage.flushMemtables();
    }

    private void keep(Storage storage) {
        snapshots.take(storage);
        snapshots.keep(KEPT_SNAPSHOTS, storage);
    }

    private static void forget(Storage storage) {
        storage.raiseFloor(Math.max(storage.earliestHeight(), 10));
        storage.compact();
    }

    private void goBack(Storage storage) {
        long height = Math.min(35, heightOf(storage));
        snapshots.withdrawAbove(height);
        storage.rewind(height);
        snapshots.withdrawn().rewindEnded();
    }

    /// To a repository, and to another folder of snapshots from there.
    private void sendAndReceive() {
        Snapshots elsewhere = new Snapshots(folder.resolve("elsewhere"), InstantSource.system());
        try {
            SnapshotRepository repository = new SnapshotRepository(
                    new RepositoryConfig(
                                    RepositoryConfig.Kind.DIRECTORY,
                                    Optional.of(Files.createDirectories(folder.resolve("repository"))),
                                    1,
                                    S3Config.none())
                            .open()
                            .orElseThrow(),
                    SnapshotTransfers.placeOf(FormatFixture.IDENTITY),
                    1);
            SnapshotTransfers there = new SnapshotTransfers(repository, elsewhere);
            SnapshotTransfers here = new SnapshotTransfers(repository, snapshots);
            for (ListedSnapshot snapshot : snapshots.list()) {
                var _ = here.send(snapshot.manifest().orElseThrow(), TransferListener.NONE);
            }
            var _ = here.keep(1);
            SnapshotManifest received = there.receive(there.list().getFirst(), TransferListener.NONE);
            var _ = elsewhere.verify(received.name(), SnapshotProgress.UNWATCHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long heightOf(Storage storage) {
        return storage.committed().map(CommittedPosition::height).orElse(0L);
    }
}
