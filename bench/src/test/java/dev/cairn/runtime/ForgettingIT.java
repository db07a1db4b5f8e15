package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.admin.Chore;
import dev.cairn.broker.LocalBroker;
import dev.cairn.model.KeyRange;
import dev.cairn.snapshot.ListedSnapshot;
import dev.cairn.snapshot.SnapshotProgress;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A worker that forgets what nobody wants any more, by itself, and gives its space back.
@ExtendWith(BrokerOfTheClass.class)
final class ForgettingIT {
    private static final int BLOCKS = 200;
    private static final int KEPT = 20;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    ForgettingIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void theEarliestHeightRisesSpaceComesBackAndReadersAndSnapshotsHaveAllThatIsKept() {
        SyntheticChain chain = Chains.steady(6, BLOCKS);
        Scene scene = Scene.on(broker, folder).with("flush.blocks", "5");
        long firstKept = withAllVersionsOfTheFirstHalfInFiles(scene, chain);
        int tip = chain.tipAfter(chain.announcements());
        Path taken = folder.resolve("snapshots");
        try (RunningWorker worker = scene.with("retention.blocks", Integer.toString(KEPT))
                .with("retention.check-interval", "10ms")
                .with("snapshots.directory", taken.toString())
                .with("snapshots.every-blocks", "5")
                .with("snapshots.interval-min", "0s")
                .start()) {
            worker.awaitTip(chain);
            worker.awaitAllFinalIsFlushed();
            worker.await(() -> worker.sample("cairn_reclaimed_bytes_total") > 0);
            worker.await(() -> worker.sample("cairn_garbage_ratio") <= 0.25);
            worker.await(() -> worker.sample("cairn_snapshots_total") > 0);
            long earliest = worker.shard(0).marks().earliest().orElseThrow();
            assertThat(earliest).isBetween(chain.height(tip) - Chains.FINALITY_DEPTH - 2L * KEPT, chain.height(tip));
            assertThat(worker.sample("cairn_pruned_blocks_total")).isEqualTo((double) (earliest - firstKept));
            assertThat(worker.sample("cairn_prunes_total")).isPositive();
            assertThat(worker.sample("cairn_last_prune_timestamp_seconds")).isPositive();
            assertThat(worker.sample("cairn_prune_lag_blocks")).isLessThan(KEPT);
            assertThat(worker.sample("cairn_surveyed_slices_total")).isPositive();
            assertThat(worker.sample("cairn_compacted_slices_total")).isPositive();
            new WholeState(chain).assertBetween(earliest, tip, worker.reader());
        }
        assertSnapshotsAreWhole(scene, chain, new Snapshots(taken.resolve("shard-0"), InstantSource.system()));
    }

    /// Written while everything was kept, and packed: keys that are not written again lie still from then on.
    private static long withAllVersionsOfTheFirstHalfInFiles(Scene scene, SyntheticChain chain) {
        List<FeedRecord> records = Records.of(chain);
        scene.publish(records.subList(0, records.size() / 2));
        long earliest;
        try (RunningWorker worker = scene.start()) {
            worker.awaitFlushed(BLOCKS / 4);
            worker.awaitAllFinalIsFlushed();
            worker.shard(0).admin().begin(new Chore.Compact(KeyRange.all())).join();
            earliest = worker.shard(0).marks().earliest().orElseThrow();
        }
        scene.publish(records.subList(records.size() / 2, records.size()));
        return earliest;
    }

    /// Those that were taken while space was given back, and what a worker makes of the oldest of them.
    private void assertSnapshotsAreWhole(Scene scene, SyntheticChain chain, Snapshots snapshots) {
        for (ListedSnapshot snapshot : snapshots.list()) {
            assertThat(snapshots.verify(snapshot.name(), SnapshotProgress.UNWATCHED))
                    .isEqualTo(snapshot.knownManifest());
        }
        Path elsewhere = folder.resolve("elsewhere");
        snapshots.restore(snapshots.list().getLast().name(), elsewhere.resolve("shard-0"), SnapshotProgress.UNWATCHED);
        try (RunningWorker worker =
                scene.with("data-directory", elsewhere.toString()).start()) {
            worker.awaitTip(chain);
            long earliest = worker.shard(0).marks().earliest().orElseThrow();
            new WholeState(chain).assertBetween(earliest, chain.tipAfter(chain.announcements()), worker.reader());
        }
    }
}
