package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.broker.LocalBroker;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.testing.BrokerOfTheClass;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerOfTheClass.class)
final class BrokerTroubleIT {
    private final LocalBroker broker;

    BrokerTroubleIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void pollingGoesOnWhileTheBrokerIsHeldStillOrDownAndNothingIsLostOrDoubled() {
        Topics topics = Topics.on(broker, 1);
        try (var source = topics.open(broker, ResumeOffsets.NONE)) {
            publish(topics, "b1");
            Reading reading = new Reading(source).untilRecords(1);

            broker.pause();
            reading.once().once().once();
            broker.unpause();
            publish(topics, "b2");
            assertThat(reading.untilRecords(2).values()).containsExactly("b1", "b2");

            broker.kill();
            reading.once().once().once();
            broker.startAgain();
            publish(topics, "b3");
            assertThat(reading.untilRecords(3).untilEnd().values()).containsExactly("b1", "b2", "b3");
        }
    }

    @Test
    void aBrokerThatIsNotUpYetIsWaitedForUntilToldToStop()
            throws InterruptedException, ExecutionException, TimeoutException {
        Topics topics = Topics.on(broker, 1);
        SourceConfig config = topics.config(broker, false, Map.of("reconnect.backoff.max.ms", "100"));
        Feed before = Topics.feed(config);
        broker.stop();
        var stopped = new FeedDiscovery(config, Duration.ofMillis(10));
        FutureTask<Optional<Feed>> found = inBackground(new FeedDiscovery(config, Duration.ofMillis(10)));
        FutureTask<Optional<Feed>> ended = inBackground(stopped);

        stopped.close();

        assertThat(ended.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(found.isDone()).isFalse();
        broker.startAgain();
        assertThat(found.get(60, TimeUnit.SECONDS)).contains(before);
    }

    private void publish(Topics topics, String value) {
        try (var publisher = Publisher.to(broker)) {
            publisher.publish(topics.blocks(), 0, value);
        }
    }

    private static FutureTask<Optional<Feed>> inBackground(FeedDiscovery discovery) {
        var task = new FutureTask<>(discovery::await);
        Thread.ofVirtual().start(task);
        return task;
    }
}
