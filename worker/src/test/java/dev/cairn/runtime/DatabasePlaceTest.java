package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.folder.DatabaseFolder;
import dev.cairn.repository.RepositoryConfig;
import dev.cairn.repository.RepositoryException;
import dev.cairn.repository.S3Config;
import dev.cairn.repository.SnapshotRepository;
import dev.cairn.repository.SnapshotTransfers;
import dev.cairn.repository.TransferListener;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotManifest;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.SnapshotState;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.DatabaseLock;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageFault;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasePlaceTest {
    private static final StorageIdentity IDENTITY =
            new StorageIdentity("cluster", new TreeMap<>(Map.of("blocks", "id")), 0);

    @TempDir
    private Path folder;

    private Path directory;
    private Snapshots snapshots;
    private Optional<SnapshotTransfers> repository = Optional.empty();

    @BeforeEach
    void place() {
        directory = folder.resolve("shard-0");
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
    }

    @Test
    void aDamagedDatabaseIsPutAsideAndTheNewestGoodSnapshotTakesItsPlace() throws IOException {
        List<String> then = fill(20, 10);
        damage();
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
            assertThat(WrittenChain.stateAt(storage.reader(), 20)).isEqualTo(then);
            new WrittenChain(storage).write(5);
        }
        assertThat(folder.resolve("shard-0.damaged-1/CURRENT")).exists();
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(25);
        }
    }

    @Test
    void whereItIsSwitchedOffOrThereIsNoSnapshotTheDamageIsSaidAndNothingIsMoved() throws IOException {
        fill(20, 10);
        damage();
        assertThatThrownBy(place(SnapshotsConfig.Bootstrap.NONE, false, IDENTITY)::open)
                .isInstanceOf(StorageFault.Corrupt.class);
        snapshots.list().forEach(snapshot -> snapshots.delete(snapshot.name()));
        assertThatThrownBy(restoring()::open).isInstanceOf(StorageFault.Corrupt.class);
        assertThat(beside()).containsExactly("shard-0", "snapshots");
    }

    @Test
    void theSnapshotOfAnotherChainIsNotTaken() throws IOException {
        fill(20, 10);
        damage();
        StorageIdentity other = new StorageIdentity("other", IDENTITY.topicIds(), 0);
        assertThatThrownBy(place(SnapshotsConfig.Bootstrap.NONE, true, other)::open)
                .isInstanceOf(StorageFault.Corrupt.class);
    }

    @Test
    void aDiskThatRuinsOneAfterTheOtherEndsAfterThreeAndIsNoLoop() throws IOException {
        fill(20, 0);
        for (int times = 1; times <= DatabaseFolder.ASIDE_MAX; times++) {
            damage();
            restoring().open().close();
        }
        damage();
        assertThatThrownBy(restoring()::open)
                .isInstanceOf(StorageFault.Corrupt.class)
                .hasMessageContaining("3 damaged databases lie beside");
        assertThat(directory).isNotEmptyDirectory();
        assertThat(restoring().asideCount()).isEqualTo(3);
        Files.move(folder.resolve("shard-0.damaged-2"), folder.resolve("looked-at"));
        assertThat(restoring().asideCount()).isEqualTo(2);
    }

    @Test
    void damageThatWasFoundWhileItWasOpenCountsAtTheNextStartAndOnlyOnce() throws IOException {
        fill(20, 10);
        restoring().foundDamaged("a block of the table 000012.sst has another checksum");
        assertThatThrownBy(place(SnapshotsConfig.Bootstrap.NONE, false, IDENTITY)::open)
                .isInstanceOf(StorageFault.Corrupt.class)
                .hasMessageContaining("000012.sst")
                .hasMessageContaining("delete " + folder.resolve("shard-0.damage"));
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
            new WrittenChain(storage).write(10);
        }
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(30);
        }
    }

    @Test
    void whatAProcessLeftThatDiedBetweenTheTwoMovesIsFinished() throws IOException {
        fill(20, 0);
        Files.move(directory, folder.resolve("shard-0.replacement"));
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        assertThat(beside()).containsExactly("shard-0", "snapshots");
    }

    @Test
    void whatAProcessLeftThatDiedBeforeTheFirstMoveIsForgotten() throws IOException {
        fill(20, 10);
        Path left = Files.createDirectories(folder.resolve("shard-0.replacement"));
        Files.writeString(left.resolve("CURRENT"), "anything");
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(30);
        }
        assertThat(left).doesNotExist();
    }

    @Test
    void aFreshOneBeginsWithTheNewestSnapshotIfThatIsWanted() throws IOException {
        fill(20, 10);
        directory = folder.resolve("fresh");
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.NONE, true, IDENTITY).open()) {
            assertThat(storage.committed()).isEmpty();
        }
        directory = folder.resolve("fresher");
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
            new WrittenChain(storage).write(1);
        }
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).as("what is there stays").isEqualTo(21);
        }
    }

    @Test
    void withoutASnapshotAFreshOneBeginsWithTheTopics() {
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(storage.committed()).isEmpty();
        }
    }

    @Test
    void aFreshMachineBeginsWithWhatIsInTheRepository() throws IOException {
        List<String> then = fill(20, 10);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        transfers(bucket).send(snapshots.list().getFirst().manifest().orElseThrow(), TransferListener.NONE);
        directory = folder.resolve("fresh");
        snapshots = new Snapshots(folder.resolve("fresh-snapshots"), InstantSource.system());
        repository = Optional.of(transfers(bucket));
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(WrittenChain.stateAt(storage.reader(), 20)).isEqualTo(then);
        }
        assertThat(snapshots.list()).hasSize(1);
    }

    @Test
    void whatARewindHasWithdrawnIsNotFetchedEvenIfTheRepositoryHasItStill() throws IOException {
        fill(20, 10);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        repository = Optional.of(transfers(bucket));
        transfers(bucket).send(snapshots.list().getFirst().manifest().orElseThrow(), TransferListener.NONE);
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            transfers(bucket).send(snapshots.take(storage).orElseThrow(), TransferListener.NONE);
            snapshots.withdrawAbove(25);
        }
        directory = folder.resolve("fresh");
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
    }

    @Test
    void aSnapshotHereOfALaterFormatIsPassedOverAndStaysWhereItIs() throws IOException {
        fill(20, 10);
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            snapshots.take(storage);
        }
        Path manifest = snapshots.list().getFirst().folder().resolve("snapshot.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"formatVersion\" : \\d+", "\"formatVersion\" : 99"));
        damage();
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        assertThat(manifest).exists();
    }

    @Test
    void whereThePlaceIsALinkToAnotherDiskTheReplacementIsMadeThere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("disk"));
        Files.createDirectory(elsewhere.resolve("database"));
        Files.createSymbolicLink(directory, elsewhere.resolve("database"));
        fill(20, 10);
        damage();
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        assertThat(directory).isSymbolicLink();
        assertThat(elsewhere.resolve("database.damaged-1/CURRENT")).exists();
        assertThat(beside()).containsExactly("disk", "shard-0", "snapshots");
    }

    @Test
    void aNoteOfDamageSaysNothingOfWhatWasRestoredByHandSince() throws IOException {
        fill(20, 10);
        restoring().foundDamaged("anything");
        Files.move(directory, folder.resolve("by-hand"));
        snapshots.restore(snapshots.list().getFirst().name(), directory, SnapshotProgress.UNWATCHED);
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.NONE, false, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
    }

    @Test
    void aSnapshotWhoseManifestCannotBeReadIsDamagedAsOthersAre() throws IOException {
        fill(20, 10);
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            snapshots.take(storage);
        }
        Path manifest = snapshots.list().getFirst().folder().resolve("snapshot.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
        damage();
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        assertThat(snapshots.list())
                .extracting(ListedSnapshot::state)
                .containsExactly(SnapshotState.COMPLETE, SnapshotState.DAMAGED);
    }

    @Test
    void whereTheRepositoryHasNoAnswerWhatIsHereIsTakenAndIfNothingIsNobodyBeginsAnew() throws IOException {
        fill(20, 0);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        repository = Optional.of(transfers(bucket));
        Files.move(bucket, folder.resolve("unmounted"));
        directory = folder.resolve("fresh");
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        directory = folder.resolve("fresher");
        snapshots.delete(snapshots.list().getFirst().name());
        assertThatThrownBy(place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY)::open)
                .isInstanceOf(RepositoryException.class);
        assertThat(directory).doesNotExist();
    }

    @Test
    void whatLiesInTheRepositoryUnderAnotherNameOrCannotBeUsedIsPassedOver() throws IOException {
        fill(20, 5);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        SnapshotManifest older = snapshots.list().getFirst().manifest().orElseThrow();
        transfers(bucket).send(older, TransferListener.NONE);
        for (String hostile : List.of(
                "\"name\" : \"../CURRENT\"",
                "\"name\" : \"a\\u0000b\"",
                "\"name\" : \"snapshot.json\"",
                "\"object\" : \"../../../../etc/passwd\"",
                "\\\"formatVersion\\\" : 99",
                "\"version\" : 99")) {
            try (Storage storage = Storages.open(config(), IDENTITY)) {
                new WrittenChain(storage).write(1);
                transfers(bucket).send(snapshots.take(storage).orElseThrow(), TransferListener.NONE);
            }
            spoilNewestEntry(bucket, hostile);
        }
        directory = folder.resolve("fresh");
        snapshots = new Snapshots(folder.resolve("fresh-snapshots"), InstantSource.system());
        repository = Optional.of(transfers(bucket));
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
        assertThat(folder.resolve("fresh-snapshots"))
                .as("nothing is left of what could not be used")
                .isDirectoryNotContaining(file -> file.toString().endsWith(".receiving"));
    }

    /// Gives the first member of that name another value.
    private static void spoilNewestEntry(Path bucket, String member) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            Path entry = files.filter(file -> file.toString().contains("/snapshots/"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            String name = member.substring(0, member.indexOf(':'));
            String before = Files.readString(entry);
            String spoilt =
                    before.replaceFirst(Pattern.quote(name) + ": *(\"[^\"]*\"|\\d+)", Matcher.quoteReplacement(member));
            assertThat(spoilt).isNotEqualTo(before);
            Files.writeString(entry, spoilt);
        }
    }

    @Test
    void whereTheNewestInTheRepositoryIsDamagedTheNextOlderOneIsFetched() throws IOException {
        fill(20, 0);
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            SnapshotManifest older = snapshots.list().getFirst().manifest().orElseThrow();
            transfers(bucket).send(older, TransferListener.NONE);
            new WrittenChain(storage).write(5);
            SnapshotManifest newer = snapshots.take(storage).orElseThrow();
            transfers(bucket).send(newer, TransferListener.NONE);
            damageWhatOnlyTheNewestHas(bucket, older, newer);
        }
        directory = folder.resolve("fresh");
        snapshots = new Snapshots(folder.resolve("fresh-snapshots"), InstantSource.system());
        repository = Optional.of(transfers(bucket));
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.SNAPSHOT, true, IDENTITY).open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
        }
    }

    @Test
    void whereAllSnapshotsOfTheMachineAreDamagedOlderOnesOfTheRepositoryAreTakenNewestFirst() throws IOException {
        Path bucket = Files.createDirectory(folder.resolve("bucket"));
        fill(20, 0);
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            transfers(bucket).send(snapshots.list().getFirst().manifest().orElseThrow(), TransferListener.NONE);
            new WrittenChain(storage).write(5);
            SnapshotManifest worse = snapshots.take(storage).orElseThrow();
            transfers(bucket).send(worse, TransferListener.NONE);
            damageWhatOnlyTheNewestHas(
                    bucket, snapshots.list().getLast().manifest().orElseThrow(), worse);
            new WrittenChain(storage).write(5);
            snapshots.take(storage);
        }
        for (ListedSnapshot snapshot : snapshots.list()) {
            damageATable(snapshots.folder(snapshot.name()));
        }
        damage();
        repository = Optional.of(transfers(bucket));
        try (Storage storage = restoring().open()) {
            assertThat(heightOf(storage)).isEqualTo(20);
            assertThat(WrittenChain.stateAt(storage.reader(), 20)).isEqualTo(WrittenChain.expectedAt(20));
        }
        assertThat(snapshots.list())
                .extracting(ListedSnapshot::height, ListedSnapshot::state)
                .containsExactlyInAnyOrder(
                        tuple(20L, SnapshotState.COMPLETE),
                        tuple(20L, SnapshotState.DAMAGED),
                        tuple(25L, SnapshotState.DAMAGED),
                        tuple(30L, SnapshotState.DAMAGED));
    }

    /// A file of its own, as in [#damage()].
    private static void damageATable(Path snapshot) throws IOException {
        try (Stream<Path> files = Files.list(snapshot)) {
            Path table = files.filter(file -> file.toString().endsWith(".sst"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(table);
            bytes[bytes.length / 2] ^= 1;
            Files.delete(table);
            Files.write(table, bytes);
        }
    }

    @Test
    void whatAnotherIsMakingBesideADatabaseThatItHasIsLeftToIt() throws IOException {
        fill(20, 10);
        Path made = Files.createDirectories(folder.resolve("shard-0.replacement"));
        Files.writeString(made.resolve("CURRENT"), "anything");
        try (DatabaseLock _ = DatabaseLock.take(directory)) {
            assertThatThrownBy(restoring()::open)
                    .isInstanceOf(StorageRefusedException.class)
                    .hasMessageContaining("Another process has the database");
        }
        assertThat(made).isNotEmptyDirectory();
        restoring().open().close();
        assertThat(made).doesNotExist();
    }

    @Test
    void aNoteOfDamageSaysNothingOfAnEmptyFolder() throws IOException {
        fill(20, 0);
        restoring().foundDamaged("anything");
        Files.move(directory, folder.resolve("by-hand"));
        try (Storage storage =
                place(SnapshotsConfig.Bootstrap.NONE, false, IDENTITY).open()) {
            assertThat(storage.committed()).isEmpty();
        }
    }

    private static void damageWhatOnlyTheNewestHas(Path bucket, SnapshotManifest older, SnapshotManifest newer)
            throws IOException {
        String only = newer.files().stream()
                .filter(file -> file.name().endsWith(".sst") && !older.files().contains(file))
                .findFirst()
                .orElseThrow()
                .name();
        try (Stream<Path> files = Files.walk(bucket)) {
            Path object = files.filter(file -> file.getFileName().toString().contains(only))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(object);
            bytes[bytes.length / 2] ^= 1;
            Files.write(object, bytes);
        }
    }

    private SnapshotTransfers transfers(Path bucket) {
        return new SnapshotTransfers(
                new SnapshotRepository(
                        new RepositoryConfig(RepositoryConfig.Kind.DIRECTORY, Optional.of(bucket), 2, S3Config.none())
                                .open()
                                .orElseThrow(),
                        SnapshotTransfers.placeOf(IDENTITY),
                        2),
                snapshots);
    }

    /// Blocks, a snapshot of them, and more blocks; gives the state in the snapshot.
    private List<String> fill(int blocks, int after) {
        try (Storage storage = Storages.open(config(), IDENTITY)) {
            WrittenChain chain = new WrittenChain(storage);
            chain.write(blocks);
            snapshots.take(storage);
            chain.write(after);
            return WrittenChain.stateAt(storage.reader(), blocks);
        }
    }

    /// A file of its own: the snapshot's has the same bytes, and may be the same file.
    private void damage() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Path manifest = files.filter(file -> file.getFileName().toString().startsWith("MANIFEST"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(manifest);
            bytes[bytes.length / 3] ^= 1;
            Files.delete(manifest);
            Files.write(manifest, bytes);
        }
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private DatabasePlace restoring() {
        return place(SnapshotsConfig.Bootstrap.NONE, true, IDENTITY);
    }

    private DatabasePlace place(SnapshotsConfig.Bootstrap bootstrap, boolean restoreDamaged, StorageIdentity identity) {
        SnapshotsConfig config = new SnapshotsConfig(
                folder.resolve("snapshots"), new SnapshotPolicy(0, Duration.ZERO), 1, bootstrap, restoreDamaged);
        return new DatabasePlace(config(), config, new NewestSnapshot(snapshots, repository, identity), identity);
    }

    private StorageConfig.Rocks config() {
        return new StorageConfig.Rocks(directory, Durability.WAL, TestRocks.SMALL);
    }

    private static long heightOf(Storage storage) {
        return storage.committed().map(CommittedPosition::height).orElse(-1L);
    }
}
