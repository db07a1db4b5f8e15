package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.broker.LocalBroker;
import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.storage.StorageRefusedException;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Kafka no longer has what the database goes on from, or is another one: nothing is ever skipped or mixed.
@ExtendWith(BrokerOfTheClass.class)
final class LostFeedIT {
    private static final int BLOCKS = 100;

    private final LocalBroker broker;

    @TempDir
    private Path folder;

    LostFeedIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void offsetsThatAreGoneAtTheStartRefuseIt() throws InterruptedException {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(1, BLOCKS);
        try (var publisher =
                new FeedPublisher(broker.bootstrapServers(), chain.feed(), PublisherOptions.to(scene.topics()))) {
            publisher.publishUpTo(BLOCKS / 2);
            follow(scene, BLOCKS / 2 - 1);
            publisher.publishAll();
        }
        broker.deleteRecords(scene.topics().blocks(), 0, -1);

        assertThatThrownBy(scene::start)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.OFFSETS_GONE))
                .hasMessageContaining(scene.topics().blocks())
                .hasMessageContaining("but the oldest one there is " + BLOCKS)
                .hasMessageContaining("snapshot");
    }

    @Test
    void aTopicMadeAgainWhileTheWorkerRunsHaltsIt() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(3, BLOCKS);
        scene.publish(chain.feed());

        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            broker.deleteTopic(scene.topics().blocks());
            scene.create(scene.topics().blocks(), 1);
            Halt halt = worker.awaitHalt(HaltReason.SOURCE_REPLACED);

            assertThat(halt.where()).contains(scene.topics().blocks());
            worker.assertStandsAndServes(halt, chain, BLOCKS - 1);
        }
    }

    @Test
    void aTopicMadeAgainWhileTheWorkerWasAwayIsRefused() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(4, BLOCKS);
        scene.publish(chain.feed());
        follow(scene, BLOCKS - 1);
        String before = broker.topicId(scene.topics().transactions()).toString();
        broker.deleteTopic(scene.topics().transactions());
        scene.create(scene.topics().transactions(), 1);

        assertRefused(scene)
                .hasMessageContaining(scene.topics().transactions())
                .hasMessageContaining(before)
                .hasMessageContaining(
                        broker.topicId(scene.topics().transactions()).toString());
    }

    @Test
    void anotherClusterIsRefused() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(5, BLOCKS);
        scene.publish(chain.feed());
        follow(scene, BLOCKS - 1);

        try (LocalBroker another = LocalBroker.start()) {
            Scene there = new Scene(another, scene.topics(), scene.settings())
                    .with("source.bootstrap-servers", another.bootstrapServers());
            there.create(scene.topics().blocks(), 1);
            there.create(scene.topics().transactions(), 1);

            assertRefused(there).hasMessageContaining(broker.clusterId()).hasMessageContaining(another.clusterId());
        }
    }

    @Test
    void whoMendsAMisspeltTopicFindsADatabaseThatFits() {
        Scene scene = Scene.on(broker, folder);
        SyntheticChain chain = Chains.steady(7, BLOCKS);
        scene.publish(chain.feed());

        assertThatThrownBy(scene.with("source.transactions-topic", "misspelt")::start)
                .isInstanceOf(HaltException.class)
                .hasMessageContaining("expected topic 'misspelt'");

        follow(scene, BLOCKS - 1);
    }

    @Test
    void theDatabaseOfAnotherShardIsRefused() throws IOException {
        Scene scene = Scene.on(broker, folder, 2, 2);
        SyntheticChain chain = Chains.steady(6, BLOCKS);
        scene.publish(chain.feed());
        follow(scene, BLOCKS - 1);
        Files.move(scene.database(0), scene.database(1));

        assertRefused(scene.with("shards", "[1]")).hasMessageContaining("shard");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Scene scene) {
        return assertThatThrownBy(scene::start).isInstanceOf(StorageRefusedException.OtherIdentity.class);
    }

    private static void follow(Scene scene, long toHeight) {
        try (RunningWorker worker = scene.start()) {
            worker.awaitApplied(toHeight);
        }
    }
}
