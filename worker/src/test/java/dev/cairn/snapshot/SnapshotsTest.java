package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.Storages;
import dev.cairn.storage.StoredDatabase;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Manifests.TAKEN);

    @TempDir
    private Path folder;

    private Path directory;
    private Snapshots snapshots;
    private Storage storage;
    private WrittenChain chain;

    @BeforeEach
    void open() {
        directory = folder.resolve("snapshots");
        snapshots = new Snapshots(directory, CLOCK);
        storage = TestRocks.open(folder.resolve("db"), Durability.WAL);
        chain = new WrittenChain(storage);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void withoutABlockThereIsNone() {
        assertThat(snapshots.take(storage)).isEmpty();
        assertThat(snapshots.list()).isEmpty();
        assertThat(snapshots.newestHeight(storage)).isEmpty();
    }

    @Test
    void itSaysWhoseItIsAndWhatItHoldsAndStaysAsItWasWhileTheDatabaseGoesOn() {
        chain.write(20);
        SnapshotManifest taken = snapshots.take(storage).orElseThrow();
        List<String> then = WrittenChain.stateAt(storage.reader(), 20);
        chain.write(30);
        assertThat(taken.taken()).isEqualTo(Manifests.TAKEN);
        assertThat(taken.database().committed().orElseThrow().height()).isEqualTo(20);
        assertThat(taken.files())
                .extracting(SnapshotFile::name)
                .contains("CURRENT")
                .doesNotContain("LOCK", "LOG");
        assertThat(snapshots.verify(taken.name(), SnapshotProgress.UNWATCHED)).isEqualTo(taken);
        try (StoredDatabase copy = StoredDatabase.openFolder(snapshots.folder(taken.name()))) {
            assertThat(copy.facts()).isEqualTo(taken.database());
            assertThat(WrittenChain.stateAt(copy.reader(), 20)).isEqualTo(then);
        }
        assertThat(snapshots.list()).extracting(ListedSnapshot::manifest).containsExactly(Optional.of(taken));
    }

    @Test
    void ofABlockThatHasOneThereIsNoSecond() {
        chain.write(5);
        SnapshotManifest first = snapshots.take(storage).orElseThrow();
        assertThat(snapshots.take(storage)).hasValue(first);
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void theNewestIsTheHighestWhateverItsName() {
        chain.write(9);
        snapshots.take(storage);
        chain.write(2);
        snapshots.take(storage);
        assertThat(snapshots.list()).extracting(ListedSnapshot::height).containsExactly(11L, 9L);
        assertThat(snapshots.newestHeight(storage)).hasValue(11);
    }

    @Test
    void theOldestGoFirstAndThoseOfBlocksThatWereRewoundBeforeThem() {
        for (int height = 10; height <= 40; height += 10) {
            chain.write(10);
            snapshots.take(storage);
        }
        storage.rewind(20);
        assertThat(snapshots.newestHeight(storage)).hasValue(20);
        assertThat(snapshots.keep(3, storage)).extracting(SnapshotName::height).containsExactly(30L);
        assertThat(snapshots.keep(1, storage)).extracting(SnapshotName::height).containsExactly(10L, 40L);
        assertThat(snapshots.list()).extracting(ListedSnapshot::height).containsExactly(20L);
    }

    @Test
    void theSameBlockByOtherRulesIsAnotherSnapshot() {
        chain.write(20);
        SnapshotManifest wrong = snapshots.take(storage).orElseThrow();
        storage.rewind(10);
        WrittenChain.byOtherRules(storage).write(10);
        SnapshotManifest right = snapshots.take(storage).orElseThrow();
        assertThat(right.name()).isNotEqualTo(wrong.name());
        assertThat(right.database()).isNotEqualTo(wrong.database());
        assertThat(snapshots.newest(storage)).hasValue(right);
    }

    @Test
    void beforeARewindWhatIsAboveIsDeletedAndNoneIsTakenUntilItEnds() {
        for (int height = 10; height <= 40; height += 10) {
            chain.write(10);
            snapshots.take(storage);
        }
        assertThat(snapshots.withdrawAbove(20)).extracting(SnapshotName::height).containsExactly(40L, 30L);
        assertThatThrownBy(() -> snapshots.take(storage)).isInstanceOf(SnapshotRefusedException.class);
        storage.rewind(20);
        snapshots.withdrawn().rewindEnded();
        chain.write(5);
        assertThat(snapshots.take(storage)).isPresent();
        assertThat(snapshots.list()).extracting(ListedSnapshot::height).containsExactly(25L, 20L, 10L);
    }

    @Test
    void whatARewindHasWithdrawnIsNotReceivedHoweverItIsBrought() {
        for (int height = 10; height <= 30; height += 10) {
            chain.write(10);
            snapshots.take(storage);
        }
        List<SnapshotManifest> newestFirst =
                snapshots.list().stream().map(ListedSnapshot::knownManifest).toList();
        snapshots.withdrawAbove(20);
        assertThatThrownBy(() -> snapshots.receive(newestFirst.getFirst(), _ -> fail("it is not even brought")))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("above height 20")
                .hasMessageContaining(directory.resolve("withdrawn-above").toString())
                .hasMessageContaining("Fetch one up to that height");
        snapshots.delete(newestFirst.getLast().name());
        assertThatThrownBy(() -> snapshots.receive(newestFirst.getLast(), _ -> snapshots.withdrawAbove(5)))
                .as("the rewind came while it was brought")
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("above height 5");
        assertThat(snapshots.list()).isEmpty();
    }

    @Test
    void aFolderWithSnapshotsOfSomethingElseIsRefusedAndNothingInItIsTouched() {
        chain.write(5);
        SnapshotManifest taken = snapshots.take(storage).orElseThrow();
        StorageIdentity own = taken.database().identity();
        snapshots.expectAllOf(own);
        assertThatThrownBy(() -> snapshots.expectAllOf(new StorageIdentity("other", own.topicIds(), own.shard())))
                .isInstanceOf(StorageRefusedException.OtherIdentity.class)
                .hasMessageContaining(taken.name().toString())
                .hasMessageContaining("the Kafka cluster")
                .hasMessageContaining("a snapshots.directory of its own");
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void ofABlockThatWasPrunedNobodyCanTellSoItCounts() {
        chain.write(10);
        snapshots.take(storage);
        chain.write(10);
        storage.raiseFloor(15);
        assertThat(snapshots.newestHeight(storage)).hasValue(10);
    }

    @Test
    void whatADeadProcessLeftIsTakenAway() throws IOException {
        Path left = Files.createDirectories(directory.resolve("next.part/deep"));
        chain.write(1);
        assertThat(snapshots.list()).isEmpty();
        snapshots.take(storage);
        assertThat(left).doesNotExist();
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void aSnapshotIsRestoredIntoAnEmptyFolderAndGoesOnAsTheDatabaseDid() {
        chain.write(20);
        SnapshotManifest taken = snapshots.take(storage).orElseThrow();
        Path target = folder.resolve("restored");
        assertThat(snapshots.restore(taken.name(), target, SnapshotProgress.UNWATCHED))
                .isEqualTo(taken);
        StorageConfig.Rocks config = new StorageConfig.Rocks(target, Durability.WAL, TestRocks.SMALL);
        try (Storage restored = Storages.openAsItIs(config)) {
            assertThat(restored.committed()).isEqualTo(taken.database().committed());
            chain.write(10);
            new WrittenChain(restored).write(10);
            for (long height = 1; height <= 30; height++) {
                assertThat(WrittenChain.stateAt(restored.reader(), height))
                        .isEqualTo(WrittenChain.stateAt(storage.reader(), height));
            }
        }
        assertThat(snapshots.verify(taken.name(), SnapshotProgress.UNWATCHED)).isEqualTo(taken);
    }

    @Test
    void twoRestoresIntoOneFolderDoNotMix() {
        chain.write(20);
        SnapshotName name = snapshots.take(storage).orElseThrow().name();
        Path target = folder.resolve("restored");
        List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());
        snapshots.restore(name, target, new SnapshotProgress() {
            @Override
            public void begins(String named, long bytesTotal) {
                refused.add(catchThrowable(() -> snapshots.restore(name, target, SnapshotProgress.UNWATCHED)));
            }

            @Override
            public void did(long bytes) {}

            @Override
            public void isDamaged(String named, String why) {}

            @Override
            public void isOfAnotherRelease(String damaged, String why) {}
        });
        assertThat(refused)
                .singleElement()
                .isInstanceOf(SnapshotRefusedException.class)
                .asString()
                .contains("Another restore into " + target);
        try (StoredDatabase restored = StoredDatabase.openFolder(target)) {
            assertThat(WrittenChain.stateAt(restored.reader(), 20)).isEqualTo(WrittenChain.expectedAt(20));
        }
        assertThat(folder).isDirectoryNotContaining(entry -> entry.toString().endsWith(".claim"));
    }

    @Test
    void aFolderWithFilesIsLeftAlone() throws IOException {
        chain.write(3);
        SnapshotName name = snapshots.take(storage).orElseThrow().name();
        Path target = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(target.resolve("letter"), "dear");
        assertThatThrownBy(() -> snapshots.restore(name, target, SnapshotProgress.UNWATCHED))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("empty folder")
                .hasMessageContaining(target.toString());
        assertThat(target).isDirectoryContaining("glob:**/letter");
    }

    @Test
    void everyFileThatIsCutFlippedOrMissingIsFoundAndNothingIsRestored() throws IOException {
        chain.write(40);
        SnapshotManifest taken = snapshots.take(storage).orElseThrow();
        Path snapshot = snapshots.folder(taken.name());
        List<String> names =
                new ArrayList<>(taken.files().stream().map(SnapshotFile::name).toList());
        names.add(ManifestFile.NAME);
        for (String name : names) {
            Path file = snapshot.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (Damage damage : Damage.values()) {
                damage.to(file, whole);
                Path target = folder.resolve("restored-" + name + damage);
                assertThatThrownBy(() -> snapshots.verify(taken.name(), SnapshotProgress.UNWATCHED))
                        .as("%s of %s", damage, name)
                        .isInstanceOf(SnapshotDamagedException.class);
                assertThatThrownBy(() -> snapshots.restore(taken.name(), target, SnapshotProgress.UNWATCHED))
                        .isInstanceOf(SnapshotDamagedException.class);
                assertThat(target).doesNotExist();
                Files.deleteIfExists(file);
                Files.write(file, whole);
            }
        }
        assertThat(snapshots.verify(taken.name(), SnapshotProgress.UNWATCHED)).isEqualTo(taken);
    }

    /// What disks do to files. A new file takes the old one's place: the old one may be the database's too.
    private enum Damage {
        CUT,
        FLIPPED,
        ZEROED,
        MISSING;

        void to(Path file, byte[] whole) throws IOException {
            Files.deleteIfExists(file);
            switch (this) {
                case CUT -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
                case FLIPPED -> {
                    byte[] flipped = whole.clone();
                    flipped[whole.length / 2] ^= 0x10;
                    Files.write(file, flipped);
                }
                case ZEROED -> Files.write(file, new byte[whole.length]);
                case MISSING -> {
                    // That is all.
                }
            }
        }
    }

    @Test
    void whereTheNewestIsDamagedItIsPutAsideAndTheNextOlderOneTaken() throws IOException {
        chain.write(10);
        SnapshotManifest older = snapshots.take(storage).orElseThrow();
        chain.write(10);
        SnapshotManifest newer = snapshots.take(storage).orElseThrow();
        flip(snapshots.folder(newer.name()).resolve("CURRENT"));
        List<String> told = new ArrayList<>();
        SnapshotProgress progress = new SnapshotProgress() {
            @Override
            public void begins(String name, long bytesTotal) {}

            @Override
            public void did(long bytes) {}

            @Override
            public void isDamaged(String name, String why) {
                told.add(name + " " + why);
            }

            @Override
            public void isOfAnotherRelease(String name, String why) {
                throw new AssertionError("it is of this one: " + why);
            }
        };
        Path target = folder.resolve("restored");
        assertThat(snapshots.restoreNewestGood(StorageConfig.Rocks.inOneFolder(target), _ -> true, progress))
                .hasValue(older);
        assertThat(told).singleElement().asString().contains(newer.name().toString(), "CURRENT", "checksum");
        assertThat(snapshots.list())
                .extracting(ListedSnapshot::state)
                .containsExactly(SnapshotState.COMPLETE, SnapshotState.DAMAGED);
        try (StoredDatabase restored = StoredDatabase.openFolder(target)) {
            assertThat(restored.facts()).isEqualTo(older.database());
        }
    }

    @Test
    void whereNoneFitsNothingIsRestored() {
        chain.write(3);
        snapshots.take(storage);
        Path target = folder.resolve("restored");
        assertThat(snapshots.restoreNewestGood(
                        StorageConfig.Rocks.inOneFolder(target), _ -> false, SnapshotProgress.UNWATCHED))
                .isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void deletingTakesTheFolderAwayAndWhatThereIsNotIsNotDeleted() {
        chain.write(3);
        SnapshotName name = snapshots.take(storage).orElseThrow().name();
        snapshots.delete(name);
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> snapshots.delete(name))
                .isInstanceOf(SnapshotRefusedException.class)
                .hasMessageContaining("no snapshot " + name);
    }

    @Test
    void itIsTakenWhileAnotherThreadWritesAndIsOfOneOfItsBlocksAndWhole() throws InterruptedException {
        chain.write(1);
        Thread writer = Thread.ofPlatform().start(() -> chain.write(400));
        List<SnapshotManifest> taken = new ArrayList<>();
        while (writer.isAlive()) {
            taken.add(snapshots.take(storage).orElseThrow());
        }
        writer.join();
        for (SnapshotManifest manifest : taken) {
            long height = manifest.database().committed().orElseThrow().height();
            try (StoredDatabase copy = StoredDatabase.openFolder(snapshots.folder(manifest.name()))) {
                assertThat(WrittenChain.stateAt(copy.reader(), height))
                        .isEqualTo(WrittenChain.stateAt(storage.reader(), height));
            }
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }
}
