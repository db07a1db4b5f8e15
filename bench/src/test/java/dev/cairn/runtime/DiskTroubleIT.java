package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.admin.Chore;
import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.http.Problem;
import dev.cairn.http.RefusedException;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, or slower than the feed: memory stays bounded, and nothing is lost.
@ExtendWith(BrokerOfTheClass.class)
final class DiskTroubleIT {
    private static final int BLOCKS = 400;

    /// Of one block: 20 values.
    private static final int BLOCK_BYTES = 100_000;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    DiskTroubleIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void aFullDiskHaltsAndTheWorkerGoesOnByItselfWhenThereIsSpaceAgain() {
        SyntheticChain chain = Chains.heavy(1, BLOCKS, BLOCK_BYTES / 20);
        try (SmallDisk disk = SmallDisk.mountedAt(folder, 12)) {
            Scene scene = Scene.on(broker, disk.folder())
                    .with("flush.buffered-bytes-max", "8 MiB")
                    .with("storage.rocksdb.wal-bytes-max", "4 MiB");
            scene.publish(chain.feed());

            try (RunningWorker worker = scene.start()) {
                Halt halt = worker.awaitHalt(HaltReason.DISK_FULL);
                worker.assertStandsAndServes(halt, chain, worker.newestOf(chain));
                assertThat(worker.newestOf(chain)).isLessThan(BLOCKS - 1);

                disk.resize(256);
                worker.awaitNoHalt();
                worker.awaitTip(chain);
                WholeState.assertIsThatOf(chain, worker);
                assertThat(worker.ask("/readyz").statusCode()).isEqualTo(200);
                assertThat(worker.sample("cairn_halted{reason=\"disk_full\"")).isZero();
            }
            try (RunningWorker worker = scene.start()) {
                worker.awaitTip(chain);
                WholeState.assertIsThatOf(chain, worker);
            }
        }
    }

    @Test
    void whereRocksRefusesWritesThoughThereIsRoomAgainTheDatabaseIsOpenedAgainByItself() throws IOException {
        SyntheticChain chain = Chains.heavy(4, BLOCKS / 2, BLOCK_BYTES / 20);
        List<FeedRecord> records = Records.of(chain);
        try (SmallDisk disk = SmallDisk.mountedAt(folder, 64)) {
            Scene scene = Scene.on(broker, disk.folder())
                    .with("storage.rocksdb.write-buffer-size", "1 MiB")
                    .with("flush.buffered-bytes-max", "8 MiB");
            scene.publish(records.subList(0, records.size() / 2));
            try (RunningWorker worker = scene.start()) {
                worker.awaitFlushed(BLOCKS / 8);
                Shard stuck = worker.shard(0);
                Path ballast = disk.fill();
                scene.publish(records.subList(records.size() / 2, records.size()));
                worker.awaitHalt(HaltReason.DISK_FULL);
                Files.delete(ballast);
                worker.awaitAnotherThan(stuck);
                worker.awaitTip(chain);
                WholeState.assertIsThatOf(chain, worker);
            }
        }
    }

    @Test
    void aSnapshotThatFindsNoRoomIsRefusedAndTheWorkerGoesOnWhenThereIs() throws IOException {
        SyntheticChain chain = Chains.steady(3, BLOCKS / 5);
        List<FeedRecord> records = Records.of(chain);
        SyntheticChain beginning = Chains.steady(3, BLOCKS / 10);
        int begun = Records.of(beginning).size();
        try (SmallDisk disk = SmallDisk.mountedAt(folder, 64)) {
            Scene scene = Scene.on(broker, disk.folder());
            scene.publish(records.subList(0, begun));
            try (RunningWorker worker = scene.start()) {
                worker.awaitTip(beginning);
                worker.awaitAllFinalIsFlushed();
                Path ballast = disk.fill();
                assertThat(worker.shard(0).admin().begin(new Chore.Snapshot()))
                        .failsWithin(Duration.ofMinutes(1))
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused -> assertThat(refused.problem())
                                        .extracting(Problem::status, Problem::name)
                                        .containsExactly(409, "not-now"));

                Files.delete(ballast);
                scene.publish(records.subList(begun, records.size()));
                worker.awaitTip(chain);
                assertThat(worker.shard(0).admin().begin(new Chore.Snapshot())).succeedsWithin(Duration.ofMinutes(1));
                WholeState.assertIsThatOf(chain, worker);
            }
        }
    }

    @Test
    void aSlowDiskSlowsTheWorkerDownAndMemoryStaysWithinItsBounds() {
        long limit = 4 << 20;
        SyntheticChain chain = Chains.heavy(2, BLOCKS / 2, BLOCK_BYTES / 20);
        Scene scene = Scene.on(broker, folder)
                .with("storage.rocksdb.rate-limit", "3 MiB")
                .with("storage.rocksdb.write-buffer-size", "1 MiB")
                .with("storage.rocksdb.write-buffer-count", "2")
                .with("storage.rocksdb.write-buffers-to-merge", "1")
                .with("flush.buffered-bytes-max", Long.toString(limit));
        scene.publish(chain.feed());

        try (RunningWorker worker = scene.start()) {
            var mostUnflushed = new AtomicLong();
            var paused = new AtomicLong();
            worker.await(() -> {
                mostUnflushed.accumulateAndGet((long) worker.sample("cairn_unflushed_bytes"), Math::max);
                paused.accumulateAndGet((long) worker.sample("cairn_partition_paused"), Math::max);
                return worker.shard(0).marks().applied().orElse(-1) == BLOCKS / 2 - 1;
            });

            assertThat(mostUnflushed.get()).isLessThan(limit + (Chains.FINALITY_DEPTH + 2) * 2L * BLOCK_BYTES);
            assertThat(paused.get()).as("partitions waited for the disk").isOne();
            WholeState.assertIsThatOf(chain, worker);
        }
    }
}
