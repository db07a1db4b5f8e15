package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The broker goes, longer than its clients have patience for one request, and comes back.
@ExtendWith(BrokerOfTheClass.class)
final class BrokerLossIT {
    private final LocalBroker broker;

    @TempDir
    private Path folder;

    BrokerLossIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void aBrokerThatIsAwayIsToldOfAndWaitedForWhileReadsGoOn() throws InterruptedException {
        Scene scene = impatient(Scene.on(broker, folder));
        SyntheticChain chain = Chains.fickle(1, 200);
        try (RunningWorker worker = scene.start();
                var publisher = publisher(scene, chain)) {
            publisher.publishUpTo(100);
            worker.awaitBlock(0, chain, chain.tipAfter(100));

            broker.kill();
            worker.await(() -> worker.ask("/readyz").statusCode() == 503);
            assertThat(worker.ask("/readyz").body()).contains("Kafka");
            assertThat(worker.shard(0).halt()).isEmpty();
            assertThat(worker.sample("cairn_source_failures_total")).isPositive();
            new WholeState(chain).assertUpTo(chain.tipAfter(100), worker.reader());

            broker.startAgain();
            worker.await(() -> worker.ask("/readyz").statusCode() == 200);
            publisher.publishAll();
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    @Test
    void aBrokerThatIsHeldStillIsToldOfAndWaitedFor() throws InterruptedException {
        Scene scene = impatient(Scene.on(broker, folder));
        SyntheticChain chain = Chains.steady(2, 200);
        try (RunningWorker worker = scene.start();
                var publisher = publisher(scene, chain)) {
            publisher.publishUpTo(100);
            worker.awaitBlock(0, chain, chain.tipAfter(100));

            broker.pause();
            worker.await(() -> worker.ask("/readyz").statusCode() == 503);
            broker.unpause();

            publisher.publishAll();
            worker.awaitTip(chain);
            worker.await(() -> worker.ask("/readyz").statusCode() == 200);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    @Test
    void aBrokerThatIsRestartedAgainAndAgainBetweenFlushesLosesAndDoublesNothing() throws Exception {
        Scene scene = impatient(Scene.on(broker, folder)).with("flush.blocks", "1");
        SyntheticChain chain = Chains.fickle(3, 400);
        try (RunningWorker worker = scene.start();
                var publisher = publisher(scene, chain)) {
            var published = new FutureTask<>(() -> {
                publisher.publishAll();
                return true;
            });
            publisher.publishUpTo(50);
            Thread.ofPlatform().daemon().start(published);
            for (int restart = 0; restart < 2; restart++) {
                broker.restart();
            }
            assertThat(published.get(90, TimeUnit.SECONDS)).isTrue();
            worker.awaitTip(chain);
            worker.awaitFlushed(worker.shard(0).marks().finalized().orElseThrow());
            WholeState.assertIsThatOf(chain, worker);
        }
        try (RunningWorker worker = scene.start()) {
            worker.awaitTip(chain);
            WholeState.assertIsThatOf(chain, worker);
        }
    }

    private static Scene impatient(Scene scene) {
        return scene.with("source.kafka.request.timeout.ms", "1000")
                .with("source.kafka.default.api.timeout.ms", "1500")
                .with("source.kafka.fetch.max.wait.ms", "10");
    }

    private FeedPublisher publisher(Scene scene, SyntheticChain chain) {
        return new FeedPublisher(
                broker.bootstrapServers(),
                chain.feed(),
                PublisherOptions.to(scene.topics()).withPace(Pace.blocksPerSecond(100)));
    }
}
