package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.folder.DatabaseFolder;
import dev.cairn.simulation.StepClock;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.SnapshotsConfig;
import dev.cairn.storage.Durability;
import dev.cairn.storage.FormatFixture;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.Storages;
import dev.cairn.storage.TestRocks;
import dev.cairn.storage.WrittenChain;
import dev.cairn.thread.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A shard of which only the database is there: blocks 1 to 30, of which 20 are in a snapshot.
@Timeout(60)
class RevivalTest {
    @TempDir
    private Path folder;

    private final StepClock clock = new StepClock();
    private final AtomicInteger reopened = new AtomicInteger();
    private final Revival revival = new Revival(this::reopen, clock);
    private StorageConfig.Rocks config;
    private Snapshots snapshots;
    private Storage storage;

    @BeforeEach
    void open() {
        config = new StorageConfig.Rocks(folder.resolve("shard-0"), Durability.WAL, TestRocks.SMALL);
        snapshots = new Snapshots(folder.resolve("snapshots"), InstantSource.system());
        storage = Storages.open(config, FormatFixture.IDENTITY);
        new WrittenChain(storage).write(20);
        snapshots.take(storage);
        new WrittenChain(storage).write(10);
    }

    @AfterEach
    void close() {
        revival.close();
        storage.close();
    }

    @Test
    void aDamagedDatabaseIsReplacedAsOftenAsThereIsRoomBesideItAndNoOftener() throws InterruptedException {
        for (int times = 1; times <= DatabaseFolder.ASIDE_MAX + 2; times++) {
            revival.replace(0, place(true), "a test says so");
        }
        awaitAll();
        assertThat(reopened).hasValue(DatabaseFolder.ASIDE_MAX);
        assertThat(SteppedLife.heightOf(storage)).isEqualTo(20);
        assertThat(WrittenChain.stateAt(storage.reader(), 20)).isEqualTo(WrittenChain.expectedAt(20));
        assertThat(folder.resolve("shard-0.replacement")).doesNotExist();
    }

    @Test
    void whereNothingCanReplaceItTheShardIsLeftAsItIs() throws InterruptedException {
        revival.replace(0, place(false), "a test says so");
        snapshots.delete(snapshots.list().getFirst().name());
        revival.replace(0, place(true), "a test says so");
        awaitAll();
        assertThat(reopened).hasValue(0);
        assertThat(SteppedLife.heightOf(storage)).isEqualTo(30);
    }

    @Test
    void whatHasOnlyToBeOpenedAgainIsAndNotAgainForTenMinutes() throws InterruptedException {
        for (int second = 0; second < 601; second++) {
            revival.openAgain(0);
            clock.advance(Duration.ofSeconds(1));
        }
        awaitAll();
        assertThat(reopened).hasValue(2);
        assertThat(SteppedLife.heightOf(storage)).isEqualTo(30);
    }

    @Test
    void whoStopsBeginsNothingMore() throws InterruptedException {
        revival.close();
        revival.replace(0, place(true), "a test says so");
        revival.openAgain(0);
        awaitAll();
        assertThat(reopened).hasValue(0);
    }

    private void reopen(int shard, Runnable whileClosed) {
        assertThat(SteppedLife.heightOf(storage)).as("it is open until then").isPositive();
        storage.close();
        whileClosed.run();
        storage = place(true).open();
        reopened.incrementAndGet();
    }

    private void awaitAll() throws InterruptedException {
        revival.endsAfterAll();
        revival.await(Deadline.in(Duration.ofMinutes(1)));
    }

    private DatabasePlace place(boolean restoreDamaged) {
        SnapshotsConfig kept = new SnapshotsConfig(
                folder.resolve("snapshots"),
                new SnapshotPolicy(0, Duration.ZERO),
                1,
                SnapshotsConfig.Bootstrap.NONE,
                restoreDamaged);
        return new DatabasePlace(
                config,
                kept,
                new NewestSnapshot(snapshots, Optional.empty(), FormatFixture.IDENTITY),
                FormatFixture.IDENTITY);
    }
}
