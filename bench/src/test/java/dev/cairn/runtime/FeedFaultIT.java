package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltReason;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.EventSpec;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A feed that cannot be right: the worker stops before it, says what, where and what to do, and serves what it has.
@ExtendWith(BrokerOfTheClass.class)
final class FeedFaultIT {
    private static final int BLOCKS = 60;

    /// Where the trouble is: blocks are numbered by height here.
    private static final int BROKEN = 40;

    /// A block that is not final in the end. Of final ones the content is forgotten, and what comes again is not looked
    /// at.
    private static final int REPLACEABLE = BLOCKS - 5;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    FeedFaultIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void aGapNamesTheMissingHeights() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chain(1);
        List<FeedRecord> records = Records.of(chain);
        records.removeIf(record -> record.block() == BROKEN || record.block() == BROKEN + 1);
        scene.publish(records);

        try (RunningWorker worker = scene.start()) {
            Halt halt = worker.awaitHalt(HaltReason.GAP);

            assertThat(halt.what()).contains("heights 40 to 41 are missing");
            assertThat(halt.where()).contains(scene.topics().blocks(), "offset 40");
            worker.assertStandsAndServes(halt, chain, BROKEN - 1);
        }
    }

    @Test
    void aBlockThatStaysIncompleteNamesTheMissingIndexesAndGoesOnOnceTheyAreThere() {
        Scene scene = Scene.on(broker, folder).with("assemble.incomplete-after-blocks", "5");
        SyntheticChain chain = chain(2);
        List<FeedRecord> records = Records.of(chain);
        FeedRecord missing = records.remove(Records.indexOf(records, Records.ofTransactions(BROKEN)) + 1);
        int waiting = Records.indexOf(records, Records.ofTransactions(BROKEN + 1));
        scene.publish(records.subList(0, waiting));

        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BROKEN - 1);
            scene.publish(records.subList(waiting, records.size()));
            Halt halt = worker.awaitHalt(HaltReason.INCOMPLETE_BLOCK);

            assertThat(halt.what()).contains("missing are the indexes 1,");
            worker.assertStandsAndServes(halt, chain, BROKEN - 1);
        }
        scene.publish(List.of(missing));
        assertGoesOn(waitingForAll(scene), chain);
    }

    @Test
    void whatIsPublishedLateIsReachedOnlyIfAsMuchMayComeBeforeIt() {
        // In one partition it is certain what comes first, and polls are so small that they end in between.
        Scene scene = Scene.onOneTopic(broker, folder)
                .with("assemble.incomplete-after-blocks", "5")
                .with("source.kafka.max.poll.records", "20");
        SyntheticChain chain = chain(7);
        List<FeedRecord> records = Records.of(chain);
        records.add(records.remove(Records.indexOf(records, Records.ofTransactions(BROKEN))));
        scene.publish(records);

        for (int start = 0; start < 2; start++) {
            try (RunningWorker worker = scene.start()) {
                Halt halt = worker.awaitHalt(HaltReason.INCOMPLETE_BLOCK);

                assertThat(halt.whatToDo()).contains("raise assemble.incomplete-after-blocks");
                worker.assertStandsAndServes(halt, chain, BROKEN - 1);
            }
        }
        assertGoesOn(waitingForAll(scene), chain);
    }

    @Test
    void aBlockThatWaitsBesideAnIdlePartitionIsNoFaultButEverybodySeesIt() {
        Scene scene = Scene.on(broker, folder, 1, 2).with("source.fan-in", "true");
        SyntheticChain chain = chain(6);
        List<FeedRecord> records = Records.of(chain);
        FeedRecord missing = records.remove(Records.indexOf(records, Records.ofTransactions(BROKEN)) + 1);
        scene.publish(records);

        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(BROKEN - 1);
            worker.await(() -> worker.sample("cairn_waiting_for_block_seconds") > 0);

            assertThat(worker.sample("cairn_lag_seconds")).isPositive();
            assertThat(worker.ask("/summary").body()).contains("awaits    block " + BROKEN, "indexes 1");
            scene.publish(List.of(missing));
            worker.awaitTip(chain);
            worker.await(() -> worker.sample("cairn_waiting_for_block_seconds") == 0);
        }
    }

    @Test
    void theSameTransactionWithOtherContentIsAConflict() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chain(3);
        List<FeedRecord> records = Records.of(chain);
        int at = Records.indexOf(records, Records.ofTransactions(BROKEN));
        records.add(at + 1, Records.withOneWriteMore(records.get(at)));
        scene.publish(records);

        try (RunningWorker worker = scene.start()) {
            // Transactions may be read before the first block event; what came before the conflict counts all the same.
            Halt halt = worker.awaitHalt(HaltReason.CONFLICT);

            assertThat(halt.where()).contains(scene.topics().transactions());
            worker.assertStandsAndServes(halt, chain, BROKEN - 1);
        }
    }

    @Test
    void theSameBlockWithOtherContentIsAConflictEvenWhenItIsAppliedAlready() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chain(4);
        List<FeedRecord> records = Records.of(chain);
        scene.publish(records);

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            int at = Records.indexOf(
                    records, record -> record.stream() == FeedStream.BLOCKS && record.block() == REPLACEABLE);
            scene.publish(List.of(Records.withOneWriteMore(records.get(at))));
            Halt halt = worker.awaitHalt(HaltReason.CONFLICT);

            assertThat(halt.where()).contains(scene.topics().blocks(), "offset 60");
            worker.assertStandsAndServes(halt, chain, BLOCKS - 1);
        }
    }

    @Test
    void changesThatAreNotWhatTheirDigestSaysAreNeverVisible() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain =
                SyntheticChain.of(spec(5).withEvents(EventSpec.plain().withChangesDigests()), BLOCKS);
        List<FeedRecord> records = Records.of(chain);
        int at = Records.indexOf(records, Records.ofTransactions(BROKEN));
        records.set(at, Records.withOneWriteMore(records.get(at)));
        scene.publish(records);

        try (RunningWorker worker = scene.start()) {
            Halt halt = worker.awaitHalt(HaltReason.DIGEST_MISMATCH);

            worker.assertStandsAndServes(halt, chain, BROKEN - 1);
        }
    }

    @Test
    void aReorganisationBelowWhatIsFinalHaltsAndIsFollowedIfToldTo() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chainThatLeavesWhatIsFinal();
        scene.publish(chain.feed());

        try (RunningWorker worker = scene.start()) {
            Halt halt = worker.awaitHalt(HaltReason.DEEP_REORG);

            assertThat(halt.whatToDo()).contains("assemble.on-deep-reorg = rewind");
            worker.assertStandsAndServes(halt, chain, worker.newestOf(chain));
        }
        try (RunningWorker worker =
                scene.with("assemble.on-deep-reorg", "rewind").start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            assertThat(worker.sample("cairn_rewinds_total")).isPositive();
        }
        assertGoesOn(scene, chain);
    }

    @Test
    void whatCannotBeFollowedToItsEndIsNotRewound() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = chainThatLeavesWhatIsFinal();
        scene.publish(chain.feed());
        int newest;
        int durable;
        try (RunningWorker worker = scene.start()) {
            var _ = worker.awaitHalt(HaltReason.DEEP_REORG);
            worker.awaitAllFinalIsFlushed();
            newest = worker.newestOf(chain);
            durable = worker.newestFinalOf(chain);
        }
        // Retention: what is durable is gone from Kafka.
        List<Integer> announced = Records.of(chain).stream()
                .filter(record -> record.stream() == FeedStream.BLOCKS)
                .map(FeedRecord::block)
                .toList();
        broker.deleteRecords(scene.topics().blocks(), 0, announced.indexOf(durable) + 1L);

        try (RunningWorker worker =
                scene.with("assemble.on-deep-reorg", "rewind").start()) {
            Halt halt = worker.awaitHalt(HaltReason.OFFSETS_GONE);

            assertThat(halt.what()).contains("leaves the branch after", "the oldest one there is");
            assertThat(halt.whatToDo()).contains("Nothing was rewound");
            assertThat(worker.sample("cairn_rewinds_total")).isZero();
            worker.assertStandsAndServes(halt, chain, newest);
        }
    }

    private static Scene waitingForAll(Scene scene) {
        return scene.with("assemble.incomplete-after-blocks", Integer.toString(BLOCKS));
    }

    private static void assertGoesOn(Scene scene, SyntheticChain chain) {
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
    }

    private static ChainSpec spec(long seed) {
        return Chains.spec(seed).withTransactionsPerBlock(3, 6);
    }

    private static SyntheticChain chain(long seed) {
        return SyntheticChain.of(spec(seed), BLOCKS);
    }

    /// Its last branch has outgrown all others, so it is followed to its end.
    private static SyntheticChain chainThatLeavesWhatIsFinal() {
        return SyntheticChain.of(
                spec(4).withReorgs(ReorgSpec.of(0.05, Chains.FINALITY_DEPTH).withDeep(0.3, 10)), 320);
    }
}
