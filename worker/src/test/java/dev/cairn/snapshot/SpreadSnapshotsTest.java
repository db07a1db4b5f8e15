package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fixtures.OtherDisk;
import dev.cairn.folder.Folders;
import dev.cairn.storage.Durability;
import dev.cairn.storage.SpreadRocks;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.StoredFile;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Snapshots of a database whose tables lie in several places.
class SpreadSnapshotsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void oneLiesInOneFolderAndGoesBackToWhereEachTableWas(Durability durability) throws IOException {
        StorageConfig.Rocks database = config("db", durability);
        Snapshots snapshots = snapshots();
        SnapshotManifest taken;
        Set<String> places;
        try (Storage storage = SpreadRocks.open(database)) {
            SpreadRocks.fill(storage, 40);
            taken = snapshots.take(storage).orElseThrow();
            places = placesOf(database);
            new WrittenChain(storage).write(5);
        }
        assertThat(places).hasSizeGreaterThanOrEqualTo(4);
        assertThat(snapshots.verify(taken.name(), SnapshotProgress.UNWATCHED)).isEqualTo(taken);
        assertHolds(StorageConfig.Rocks.inOneFolder(snapshots.folder(taken.name())), 40);

        StorageConfig.Rocks restored = config("again", durability);
        snapshots.restore(taken.name(), restored, SnapshotProgress.UNWATCHED);
        assertHolds(restored, 40);
        assertThat(placesOf(restored)).isEqualTo(places);
        try (Storage storage = SpreadRocks.open(restored)) {
            new WrittenChain(storage).write(10);
            storage.compact();
        }
        assertHolds(restored, 50);
    }

    @Test
    void oneOfADatabaseInOnePlaceIsRestoredToSeveralAndTheOtherWayRound() {
        Snapshots snapshots = snapshots();
        StorageConfig.Rocks together = StorageConfig.Rocks.inOneFolder(folder.resolve("one"));
        SnapshotManifest taken = takenOf(together, snapshots);
        StorageConfig.Rocks spread = config("db", Durability.WAL);
        snapshots.restore(taken.name(), spread, SnapshotProgress.UNWATCHED);
        assertHolds(spread, 40);
        Snapshots ofSpread = new Snapshots(folder.resolve("others"), InstantSource.system());
        taken = takenOf(spread, ofSpread);
        StorageConfig.Rocks back = StorageConfig.Rocks.inOneFolder(folder.resolve("back"));
        ofSpread.restore(taken.name(), back, SnapshotProgress.UNWATCHED);
        try (Storage storage = SpreadRocks.open(back)) {
            new WrittenChain(storage).write(10);
            storage.compact();
        }
        assertHolds(back, (int) taken.name().height() + 10);
    }

    @Test
    void fromAnotherDiskATableIsCopiedOnceAndLinkedToTheSnapshotBefore() throws IOException {
        StorageConfig.Rocks database;
        Path disk = folder.resolve("elsewhere-db");
        Snapshots snapshots = snapshots();
        try (OtherDisk _ = OtherDisk.mounted(disk, 64)) {
            database = config("db", Durability.WAL);
            try (Storage storage = SpreadRocks.open(database)) {
                SpreadRocks.fill(storage, 40);
                SnapshotManifest before = snapshots.take(storage).orElseThrow();
                new WrittenChain(storage).write(5);
                SnapshotManifest after = snapshots.take(storage).orElseThrow();
                assertThat(tablesShared(snapshots.folder(before.name()), snapshots.folder(after.name())))
                        .isGreaterThanOrEqualTo(4);
                assertThat(snapshots.verify(after.name(), SnapshotProgress.UNWATCHED))
                        .isEqualTo(after);
            }
            Folders.delete(database.directory());
        }
        try (OtherDisk _ = OtherDisk.mounted(disk, 64)) {
            database = config("db", Durability.WAL);
            SnapshotName oldest = snapshots.list().getLast().name();
            snapshots.restore(oldest, database, SnapshotProgress.UNWATCHED);
            assertHolds(database, 40);
        }
    }

    @Test
    void whereThereIsNoRoomForACopyNothingIsLeftOfIt() throws IOException {
        StorageConfig.Rocks database = config("db", Durability.WAL);
        try (OtherDisk _ = OtherDisk.mounted(folder.resolve("snapshots"), 1);
                Storage storage = SpreadRocks.open(database)) {
            SpreadRocks.fill(storage, 40);
            full(folder.resolve("snapshots"));
            Snapshots snapshots = snapshots();
            assertThatThrownBy(() -> snapshots.take(storage)).isInstanceOf(StorageFault.DiskFull.class);
            assertThat(folder.resolve("snapshots/next.part")).doesNotExist();
            Files.delete(folder.resolve("snapshots/ballast"));
            assertThat(snapshots.take(storage)).isPresent();
        }
    }

    private static void full(Path disk) {
        try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
            byte[] page = new byte[4096];
            while (true) {
                ballast.write(page);
            }
        } catch (IOException _) {
            // It is.
        }
    }

    private static long tablesShared(Path before, Path after) throws IOException {
        long shared = 0;
        for (Path table : Folders.list(after)) {
            Path same = before.resolve(table.getFileName());
            if (table.toString().endsWith(".sst") && Files.exists(same) && Files.isSameFile(table, same)) {
                shared++;
            }
        }
        return shared;
    }

    @Test
    void filesInOneOfThePlacesAreSomebodysAndNothingIsRestored() throws IOException {
        Snapshots snapshots = snapshots();
        SnapshotManifest taken = takenOf(StorageConfig.Rocks.inOneFolder(folder.resolve("one")), snapshots);
        StorageConfig.Rocks spread = config("db", Durability.WAL);
        Path place = Files.createDirectories(folder.resolve("elsewhere-db/warm/db"));
        Path table = Files.writeString(place.resolve("000007.sst"), "precious");
        assertThatThrownBy(() -> snapshots.restore(taken.name(), spread, SnapshotProgress.UNWATCHED))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("into an empty folder only")
                .hasMessageContaining(place.toString());
        assertThat(table).hasContent("precious");
        assertThat(spread.directory()).doesNotExist();
    }

    private SnapshotManifest takenOf(StorageConfig.Rocks database, Snapshots snapshots) {
        try (Storage storage = SpreadRocks.open(database)) {
            SpreadRocks.fill(storage, 40);
            return snapshots.take(storage).orElseThrow();
        }
    }

    private Snapshots snapshots() {
        return new Snapshots(folder.resolve("snapshots"), InstantSource.system());
    }

    private StorageConfig.Rocks config(String name, Durability durability) {
        return SpreadRocks.config(folder.resolve(name), folder.resolve("elsewhere-" + name), durability);
    }

    /// Which family lies in which of the folders.
    private Set<String> placesOf(StorageConfig.Rocks database) throws IOException {
        Set<String> places = new TreeSet<>();
        for (Path place : Stream.concat(Stream.of(database.directory()), database.otherFolders().stream())
                .toList()) {
            try (Stream<Path> files = Files.list(place)) {
                if (files.anyMatch(file -> file.toString().endsWith(".sst"))) {
                    Path last = folder.relativize(place);
                    places.add(last.subpath(Math.min(1, last.getNameCount() - 1), last.getNameCount()) + "");
                }
            }
        }
        places.remove(database.directory().getFileName().toString());
        places.add("own");
        return places;
    }

    private static void assertHolds(StorageConfig.Rocks database, int height) {
        try (StoredDatabase stored = StoredDatabase.open(database)) {
            assertThat(stored.facts().committed().orElseThrow().height()).isEqualTo(height);
            for (int at = 1; at <= height; at++) {
                assertThat(WrittenChain.stateAt(stored.reader(), at)).isEqualTo(WrittenChain.expectedAt(at));
            }
            stored.verifyTables();
            List<StoredFile> files = stored.files();
            assertThat(files.stream().map(StoredFile::family).collect(Collectors.toSet()))
                    .contains("state", "blocks");
        }
    }
}
