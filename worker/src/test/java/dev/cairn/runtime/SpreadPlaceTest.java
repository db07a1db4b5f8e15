package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.folder.Folders;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.Durability;
import dev.cairn.storage.FormatFixture;
import dev.cairn.storage.SpreadRocks;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done to a database before it is opened, where its tables lie in several places.
class SpreadPlaceTest {
    @TempDir
    private Path folder;

    private StorageConfig.Rocks database;
    private Path warm;
    private Snapshots snapshots;

    @BeforeEach
    void place() {
        database = SpreadRocks.config(folder.resolve("db"), folder.resolve("elsewhere"), Durability.WAL);
        warm = folder.resolve("elsewhere/warm/db");
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
    }

    @Test
    void aDamagedOneIsPutAsideInAllPlacesAndTheNewestGoodSnapshotTakesThem() throws IOException {
        fill();
        damage();
        open(SnapshotsConfig.Bootstrap.NONE, 40);
        assertThat(folder.resolve("db.damaged-1/LOCK")).exists();
        assertThat(folder.resolve("elsewhere/warm/db.damaged-1")).isNotEmptyDirectory();
        assertThat(folder.resolve("elsewhere/cold/db.damaged-1")).isNotEmptyDirectory();
        assertThat(warm).isNotEmptyDirectory();
        damage();
        open(SnapshotsConfig.Bootstrap.NONE, 40);
        assertThat(folder.resolve("elsewhere/warm/db.damaged-2")).isNotEmptyDirectory();
        assertThat(Folders.list(folder.resolve("elsewhere/warm"))).hasSize(3);
    }

    @Test
    void aFreshOneBeginsWithTheNewestSnapshotInAllPlaces() throws IOException {
        fill();
        Folders.delete(database.directory());
        Folders.delete(folder.resolve("elsewhere"));
        place();
        open(SnapshotsConfig.Bootstrap.SNAPSHOT, 40);
        assertThat(warm).isNotEmptyDirectory();
    }

    @Test
    void tablesWithoutADatabaseAreNotDeletedByANewOne() throws IOException {
        fill();
        Path moved = folder.resolve("moved");
        Files.move(database.directory(), moved);
        assertThatThrownBy(() -> open(SnapshotsConfig.Bootstrap.NONE, 0))
                .isInstanceOf(StorageRefusedException.class)
                .hasMessageContaining("has tables, but there is no database in " + database.directory());
        Files.move(moved, database.directory());
        open(SnapshotsConfig.Bootstrap.NONE, 45);
    }

    @Test
    void aDiskThatIsNotMountedIsNoDamage() throws IOException {
        fill();
        Path unmounted = folder.resolve("unmounted");
        Files.move(warm, unmounted);
        for (int times = 1; times <= 2; times++) {
            assertThatThrownBy(() -> open(SnapshotsConfig.Bootstrap.NONE, 0))
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining(warm + " is missing")
                    .hasMessageContaining("Mount its disk");
        }
        assertThat(folder.resolve("db.damaged-1")).doesNotExist();
        Files.move(unmounted, warm);
        open(SnapshotsConfig.Bootstrap.NONE, 45);
        Folders.delete(warm);
        Files.createDirectory(warm);
        open(SnapshotsConfig.Bootstrap.NONE, 40);
        assertThat(folder.resolve("db.damaged-1")).exists();
    }

    @Test
    void withoutASnapshotTheDamageIsSaidAndNothingIsMoved() throws IOException {
        fill();
        snapshots.list().forEach(snapshot -> snapshots.delete(snapshot.name()));
        damage();
        assertThatThrownBy(() -> open(SnapshotsConfig.Bootstrap.NONE, 0)).isInstanceOf(StorageFault.Corrupt.class);
        assertThat(warm).isNotEmptyDirectory();
        assertThat(folder.resolve("db.damaged-1")).doesNotExist();
    }

    private void fill() {
        try (Storage storage = SpreadRocks.open(database)) {
            SpreadRocks.fill(storage, 40);
            snapshots.take(storage);
            new WrittenChain(storage).write(5);
        }
    }

    private void damage() throws IOException {
        Files.delete(database.directory().resolve("CURRENT"));
    }

    private void open(SnapshotsConfig.Bootstrap bootstrap, long expectedHeight) {
        SnapshotsConfig config = new SnapshotsConfig(
                folder.resolve("snapshots"), new SnapshotPolicy(0, Duration.ZERO), 1, bootstrap, true);
        NewestSnapshot newest = new NewestSnapshot(snapshots, Optional.empty(), FormatFixture.IDENTITY);
        try (Storage storage = new DatabasePlace(database, config, newest, FormatFixture.IDENTITY).open()) {
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(expectedHeight);
            for (long at = 1; at <= expectedHeight; at++) {
                assertThat(WrittenChain.stateAt(storage.reader(), at)).isEqualTo(WrittenChain.expectedAt(at));
            }
        }
    }
}
