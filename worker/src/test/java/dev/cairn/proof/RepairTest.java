package dev.cairn.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fixtures.FlushedChain;
import dev.cairn.folder.Claim;
import dev.cairn.folder.Folders;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.Damage;
import dev.cairn.storage.DatabaseImage;
import dev.cairn.storage.DatabaseLock;
import dev.cairn.storage.Durability;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Damages every file of a database in many ways, one at a time, repairs it, and compares what it then
/// claims to know with what was written. `-DrepairTries=8` tries all of them, `-DrepairSeed=…` the same
/// again.
@Tag("slow")
class RepairTest {
    private final long seed = Long.getLong("repairSeed", new Random().nextInt());
    private final int tries = Integer.getInteger("repairTries", 2);
    private final Random random = new Random(seed);
    private int laidOut;

    @TempDir
    Path directory;

    private Snapshots none;

    @BeforeEach
    void loadTheLibrary() {
        org.rocksdb.RocksDB.loadLibrary();
        none = new Snapshots(directory.resolve("none"), InstantSource.system());
    }

    /// What came of a damage.
    private enum Fate {
        HARMLESS,
        SALVAGED,
        RESTORED,
        REFUSED,
        LOST
    }

    @ParameterizedTest
    @CsvSource({"WAL, 0", "WAL, 20", "KAFKA, 0", "KAFKA, 20"})
    void whateverIsDamagedWhatARepairedDatabaseSaysIsTrue(Durability durability, long floor) throws IOException {
        Path original = directory.resolve("original");
        Snapshots snapshots = new Snapshots(directory.resolve("snapshots"), InstantSource.system());
        FlushedChain chain;
        DatabaseImage image;
        try (Storage storage = TestRocks.quiet(original, durability)) {
            chain = grown(storage, durability, floor, snapshots);
            image = DatabaseImage.of(original);
        }
        Map<Fate, Integer> fates = new HashMap<>();
        for (Damage damage : damages(image)) {
            fates.merge(repaired(image, damage, durability, chain, none), 1, Integer::sum);
            if (random.nextInt(4) == 0) {
                Fate fate = repaired(image, damage, durability, chain, snapshots);
                assertThat(fate).as("%s", damage).isNotEqualTo(Fate.LOST);
            }
        }
        assertThat(fates.getOrDefault(Fate.SALVAGED, 0)).isPositive();
        assertThat(fates.getOrDefault(Fate.LOST, 0)).isPositive();
    }

    @Test
    void whatAWorkerMakesBesideADatabaseThatItHasIsLeftToIt() throws IOException {
        StorageConfig.Rocks config =
                new StorageConfig.Rocks(directory.resolve("shard-0"), Durability.WAL, TestRocks.SMALL);
        try (Storage storage = TestRocks.quiet(config.directory(), Durability.WAL)) {
            new FlushedChain(storage, 0, random).grow(4);
        }
        Path made = Files.createDirectories(directory.resolve("shard-0.replacement"));
        Repair repair = new Repair(config, none, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED);
        try (DatabaseLock _ = DatabaseLock.take(config.directory())) {
            assertThatThrownBy(() -> repair.run(Repair.Preference.OLDER_HEIGHTS))
                    .isInstanceOf(StorageRefusedException.class);
        }
        assertThat(made).exists();
        assertThat(repair.run(Repair.Preference.OLDER_HEIGHTS)).isInstanceOf(Repair.Outcome.WasWhole.class);
        assertThat(made).doesNotExist();
    }

    @Test
    void whereAllLogsAreGoneAndAllOfItIsInTablesAllOfItIsSalvaged() throws IOException {
        StorageConfig.Rocks config =
                new StorageConfig.Rocks(directory.resolve("shard-0"), Durability.WAL, TestRocks.SMALL);
        FlushedChain chain;
        try (Storage storage = TestRocks.quiet(config.directory(), Durability.WAL)) {
            chain = new FlushedChain(storage, 0, random);
            chain.grow(20);
            storage.flushMemtables();
        }
        try (Stream<Path> files = Files.list(config.directory())) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.delete(log);
            }
        }
        assertThat(new Repair(config, none, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                        .run(Repair.Preference.OLDER_HEIGHTS))
                .isInstanceOf(Repair.Outcome.Salvaged.class);
        assertTrue(config, chain);
    }

    /// Only one that was open once has a lock that keeps a second one away.
    @Test
    void twoRepairsOfOneDatabaseDoNotMix() throws IOException {
        StorageConfig.Rocks config =
                new StorageConfig.Rocks(directory.resolve("shard-0"), Durability.WAL, TestRocks.SMALL);
        try (Storage storage = TestRocks.quiet(config.directory(), Durability.WAL)) {
            new FlushedChain(storage, 0, random).grow(4);
        }
        Files.delete(config.directory().resolve("LOCK"));
        try (Claim _ = Claim.on(config.directory()).orElseThrow()) {
            assertThatThrownBy(() -> new Repair(config, none, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                            .run(Repair.Preference.OLDER_HEIGHTS))
                    .isInstanceOf(RepairRefusedException.class)
                    .hasMessageContaining("another repair of " + config.directory());
        }
    }

    private FlushedChain grown(Storage storage, Durability durability, long floor, Snapshots snapshots) {
        FlushedChain chain = new FlushedChain(storage, 0, random);
        for (int round = 0; round < 12; round++) {
            chain.grow(4);
            if (round == 4) {
                storage.compact();
            }
            if (round == 6) {
                snapshots.take(storage);
                if (floor > 0) {
                    storage.raiseFloor(floor);
                }
                chain.rewind(27).grow(3);
            }
            if (durability == Durability.KAFKA && round % 3 == 2) {
                storage.flushMemtables();
            }
        }
        return chain;
    }

    /// Of each file some, if not told to try all.
    private List<Damage> damages(DatabaseImage image) {
        List<Damage> all = new ArrayList<>();
        for (String file : image.named("")) {
            List<Damage> ofFile = damages(image, file);
            Collections.shuffle(ofFile, random);
            all.addAll(ofFile.subList(0, Math.min(tries, ofFile.size())));
        }
        return all;
    }

    private List<Damage> damages(DatabaseImage image, String file) {
        List<Damage> damages = new ArrayList<>();
        int length = image.bytes(file).length;
        damages.add(new Damage.Missing(file));
        damages.add(new Damage.Cut(file, 0));
        if (length > 1) {
            damages.add(new Damage.Cut(file, length - 1));
            damages.add(new Damage.Cut(file, random.nextInt(length)));
            damages.add(new Damage.Zeros(file, 0, length));
            int from = random.nextInt(length);
            damages.add(new Damage.Zeros(file, from, Math.min(length - from, 300)));
            damages.add(new Damage.Flip(file, random.nextInt(length), random.nextInt(8)));
            damages.add(new Damage.Flip(file, random.nextInt(length), random.nextInt(8)));
        }
        return damages;
    }

    private Fate repaired(
            DatabaseImage image, Damage damage, Durability durability, FlushedChain chain, Snapshots snapshots)
            throws IOException {
        Path parent = Files.createDirectory(directory.resolve("damaged" + laidOut++));
        Path place = parent.resolve("shard-0");
        image.layOut(place);
        damage.happenIn(place);
        Map<String, byte[]> before = files(place);
        StorageConfig.Rocks config = new StorageConfig.Rocks(place, durability, TestRocks.SMALL);
        try {
            Repair.Outcome outcome = new Repair(config, snapshots, RepairWatch.UNWATCHED, SnapshotProgress.UNWATCHED)
                    .run(Repair.Preference.OLDER_HEIGHTS);
            assertTrue(config, chain);
            return switch (outcome) {
                case Repair.Outcome.WasWhole _ -> Fate.HARMLESS;
                case Repair.Outcome.WasEmpty _ -> throw new AssertionError("taken for one that was never filled");
                case Repair.Outcome.Salvaged(var _, var aside, var _) -> {
                    assertSame(files(aside), before);
                    yield Fate.SALVAGED;
                }
                case Repair.Outcome.Restored(var _, var aside, var _, var _) -> {
                    assertSame(files(aside), before);
                    yield Fate.RESTORED;
                }
            };
        } catch (NotWholeException | StorageRefusedException e) {
            assertSame(files(place), before);
            assertThat(e.getMessage()).doesNotContain("Exception");
            return e instanceof NotWholeException ? Fate.LOST : Fate.REFUSED;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("repairSeed %d, %s: %s".formatted(seed, durability, damage), e);
        } finally {
            Folders.delete(parent);
        }
    }

    private static void assertTrue(StorageConfig.Rocks config, FlushedChain chain) {
        try (Storage storage = Storages.openAsItIs(config)) {
            long newest = storage.committed().orElseThrow().height();
            assertThat(newest).isLessThanOrEqualTo(chain.newest());
            for (long height = storage.earliestHeight(); height <= newest; height++) {
                assertThat(storage.reader().block(height).map(BlockRecord::ref)).contains(chain.block(height));
                assertThat(FlushedChain.read(storage.reader(), height))
                        .as("state at %d", height)
                        .isEqualTo(chain.stateAt(height));
            }
            assertThat(storage.reader().block(newest + 1)).isEmpty();
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, byte[]> now, Map<String, byte[]> before) {
        assertThat(now.keySet()).isEqualTo(before.keySet());
        now.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(before.get(name)));
    }
}
