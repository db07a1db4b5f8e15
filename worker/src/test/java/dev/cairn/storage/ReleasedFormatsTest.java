package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every build opens what every format version has left on disks.
class ReleasedFormatsTest {
    @TempDir
    private Path folder;

    static IntStream versions() {
        return IntStream.rangeClosed(Migration.OLDEST, FormatVersion.CURRENT);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aDatabaseOfEachIsReadAtEveryHeightAndGoesOn(int version) {
        Path database = folder.resolve("db");
        FormatFixture.of(version, FormatFixture.DATABASE).copyTo(database);
        for (int times = 0; times < 2; times++) {
            try (Storage storage = TestRocks.open(database, Durability.WAL, FormatFixture.IDENTITY)) {
                long height = storage.committed().orElseThrow().height();
                assertThat(height).isEqualTo(FormatFixture.HEIGHT + 1 + times);
                assertThat(storage.earliestHeight()).isEqualTo(2);
                checkHeights(storage.reader(), height);
                new WrittenChain(storage).write(1);
            }
        }
    }

    @Test
    void aSnapshotOfTheCurrentOneIsVerifiedAndRestored() {
        Snapshots snapshots = new Snapshots(
                FormatFixture.of(FormatVersion.CURRENT, FormatFixture.SNAPSHOTS).folder(), InstantSource.system());
        SnapshotManifest manifest = snapshots.list().getFirst().manifest().orElseThrow();
        assertThat(snapshots.verify(manifest.name(), SnapshotProgress.UNWATCHED))
                .isEqualTo(manifest);
        snapshots.restore(manifest.name(), folder.resolve("db"), SnapshotProgress.UNWATCHED);
        try (StoredDatabase restored = StoredDatabase.openFolder(folder.resolve("db"))) {
            checkHeights(restored.reader(), FormatFixture.HEIGHT);
        }
    }

    @Test
    void eachVersionHasAWayToTheNextAndAFixture() {
        assertThat(Migration.ALL).hasSize(FormatVersion.CURRENT - Migration.OLDEST);
        assertThat(versions().mapToObj(version -> FormatFixture.of(version, FormatFixture.DATABASE)))
                .allMatch(FormatFixture::isThere);
    }

    @Test
    void whoOnlyReadsSaysThatAnOlderOneHasToBeOpenedByAWorkerFirst() {
        Path database = folder.resolve("db");
        FormatFixture.of(Migration.OLDEST, FormatFixture.DATABASE).copyTo(database);
        assertThatExceptionOfType(StorageRefusedException.class)
                .isThrownBy(() -> StoredDatabase.openFolder(database))
                .withMessageContaining("format version 0")
                .withMessageContaining("run one first");
    }

    private static void checkHeights(StorageReader reader, long upTo) {
        for (long height = 2; height <= upTo; height++) {
            assertThat(WrittenChain.stateAt(reader, height))
                    .as("the state at height %d", height)
                    .isEqualTo(WrittenChain.expectedAt(height));
        }
    }
}
