package dev.cairn.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kafka is away for as long as its clients have patience for a request, and longer; nobody has made them impatient.
/// One broker is gone, another one is there and answers nothing, both in the same minute.
final class BrokerAwayForAMinuteIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int BLOCKS = 200;

    @TempDir
    private Path folder;

    @Test
    void workersSayThatTheyWaitAndGoOnByThemselvesAfterwards() throws InterruptedException {
        try (LocalBroker gone = LocalBroker.start();
                LocalBroker silent = LocalBroker.start();
                Following one = Following.startOn(gone, folder, Chains.fickle(1, BLOCKS));
                Following other = Following.startOn(silent, folder, Chains.fickle(2, BLOCKS))) {
            long awaySinceNanos = System.nanoTime();
            gone.kill();
            silent.pause();
            one.awaitReadiness(503);
            other.awaitReadiness(503);
            Duration away = Duration.ofNanos(System.nanoTime() - awaySinceNanos);
            Awaitility.await()
                    .during(MINUTE.minus(away))
                    .atMost(MINUTE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> one.waits() && other.waits());

            gone.startAgain();
            silent.unpause();
            one.assertTakesInTheRest();
            other.assertTakesInTheRest();
        }
    }

    /// A worker and its feed, half of which it has taken in at first.
    private record Following(RunningWorker worker, FeedPublisher publisher, SyntheticChain chain)
            implements AutoCloseable {
        static Following startOn(LocalBroker broker, Path folder, SyntheticChain chain) throws InterruptedException {
            Scene scene = Scene.on(broker, folder).patient();
            var following = new Following(
                    scene.start(),
                    new FeedPublisher(broker.bootstrapServers(), chain.feed(), PublisherOptions.to(scene.topics())),
                    chain);
            following.publisher.publishUpTo(BLOCKS / 2);
            following.worker.awaitBlock(0, chain, chain.tipAfter(BLOCKS / 2));
            return following;
        }

        void awaitReadiness(int status) {
            worker.await(() -> worker.ask("/readyz").statusCode() == status);
        }

        /// Not ready, but well, and it reads.
        boolean waits() {
            assertThat(worker.shard(0).halt()).isEmpty();
            assertThat(worker.ask("/healthz").statusCode()).isEqualTo(200);
            new WholeState(chain).assertUpTo(chain.tipAfter(BLOCKS / 2), worker.reader());
            var ready = worker.ask("/readyz");
            return ready.statusCode() == 503 && ready.body().contains("Kafka");
        }

        void assertTakesInTheRest() throws InterruptedException {
            publisher.publishAll();
            worker.awaitTip(chain);
            awaitReadiness(200);
            WholeState.assertIsThatOf(chain, worker);
        }

        @Override
        public void close() {
            worker.close();
            publisher.close();
        }
    }
}
