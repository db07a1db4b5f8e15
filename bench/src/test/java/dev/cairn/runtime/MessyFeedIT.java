package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.Delivery;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real feeds are like is normal input: in the end the state is that of a tidy one, at every height, and the same
/// after a restart.
@ExtendWith(BrokerOfTheClass.class)
final class MessyFeedIT {
    private static final int BLOCKS = 300;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    MessyFeedIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void disorderBetweenTopicsDuplicatesAndReorganisationsChangeNothing() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(1, BLOCKS);
        scene.publish(
                chain.feed(FeedOptions.tidy().withDisorder(60).withDuplicates(0.3, 40)),
                PublisherOptions.to(scene.topics()).withDelivery(new Delivery.Plain()));

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
            assertThat(worker.sample("cairn_duplicate_records_total")).isPositive();
            assertThat(worker.sample("cairn_reorg_depth_blocks_count")).isPositive();
        }
        assertTheSameAfterARestart(scene, chain);
    }

    @Test
    void whatWasAbortedNeverCountsAndTheTopicsAreReadToTheirEnd() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.fickle(2, BLOCKS);
        scene.publish(
                chain.feed(FeedOptions.tidy().withDisorder(20)),
                PublisherOptions.to(scene.topics()).withDelivery(new Delivery.InTransactions(25, 0.5)));

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
        assertTheSameAfterARestart(scene, chain);
    }

    @Test
    void oneShardTakesTransactionsFromFourPartitions() {
        Scene scene = Scene.on(broker, folder, 1, 4).with("source.fan-in", "true");
        SyntheticChain chain = Chains.fickle(3, BLOCKS);
        scene.publish(
                chain.feed(FeedOptions.tidy().withDisorder(30).withDuplicates(0.1, 20)),
                PublisherOptions.to(scene.topics().withFanIn(4)));

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
        assertTheSameAfterARestart(scene, chain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100ms", "1h"})
    void partitionsThatAreAddedAreTakenUpBeforeABlockIsGivenUp(String checkInterval) {
        Scene scene = Scene.on(broker, folder, 1, 2)
                .with("source.fan-in", "true")
                .with("source.check-interval", checkInterval)
                .with("assemble.incomplete-after-blocks", "2");
        SyntheticChain chain = Chains.steady(7, 60);
        List<FeedRecord> records = new ArrayList<>();
        chain.feed().forEach(records::add);
        scene.publish(records.subList(0, records.size() / 2), 2);

        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(10);
            scene.addPartitions(scene.topics().transactions(), 4);
            scene.publish(records.subList(records.size() / 2, records.size()), 4);
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
        assertTheSameAfterARestart(scene, chain);
    }

    @Test
    void twoShardsOfAWorkerFollowTheirOwnPartitions() {
        Scene scene = Scene.on(broker, folder, 2, 2).with("shards", "[0, 1]");
        SyntheticChain first = Chains.fickle(4, BLOCKS);
        SyntheticChain second = Chains.fickle(5, BLOCKS / 2);
        scene.publish(first.feed(), PublisherOptions.to(scene.topics().withShard(0)));
        scene.publish(second.feed(), PublisherOptions.to(scene.topics().withShard(1)));

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(0, first);
            worker.awaitTip(1, second);

            WholeState.assertIsThatOf(first, worker.shard(0).reader());
            WholeState.assertIsThatOf(second, worker.shard(1).reader());
            assertThat(worker.ask("/readyz").body()).isEqualTo("shard 0: ready\nshard 1: ready\n");
        }
    }

    @Test
    void bothKindsOfEventsMayShareATopic() {
        Scene scene = Scene.onOneTopic(broker, folder);
        SyntheticChain chain = Chains.fickle(6, BLOCKS);
        scene.publish(chain.feed(FeedOptions.tidy().withDisorder(30).withDuplicates(0.1, 20)));

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
        assertTheSameAfterARestart(scene, chain);
    }

    @Test
    void eventsMayBeJsonByConfigurationOrRecordByRecord() {
        SyntheticChain chain = Chains.fickle(7, BLOCKS / 3);
        Scene configured = Scene.on(broker, folder)
                .with("decode.blocks-format", "json")
                .with("decode.transactions-format", "json");
        configured.publish(
                chain.feed(FeedOptions.tidy().withJson(1)),
                PublisherOptions.to(configured.topics()).withoutContentTypeHeaders());
        Scene mixed = Scene.on(broker, folder);
        mixed.publish(chain.feed(FeedOptions.tidy().withJson(0.5)));

        try (RunningWorker ofJson = configured.start();
                RunningWorker ofBoth = mixed.start()) {
            ofJson.awaitTip(chain);
            ofBoth.awaitTip(chain);

            WholeState.assertIsThatOf(chain, ofJson);
            WholeState.assertIsThatOf(chain, ofBoth);
        }
    }

    @Test
    void recordsOfTwentyMegabytesPass() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = SyntheticChain.of(
                Chains.spec(8)
                        .withTransactionsPerBlock(1, 1)
                        .withPayload(Payload.Writes.standard()
                                .withPerTransaction(5, 5)
                                .withValueBytes(3_900_000, 4_000_000)),
                2);
        scene.publish(chain.feed());

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
    }

    private static void assertTheSameAfterARestart(Scene scene, SyntheticChain chain) {
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);

            WholeState.assertIsThatOf(chain, worker);
        }
    }
}
