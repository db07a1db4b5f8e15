package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cairn.simulation.StepClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What is said while Kafka is not there.
final class FeedDiscoveryTest {
    private static final KnownCluster CLUSTER = new KnownCluster(1, 1);

    private final Logger logger = (Logger) LoggerFactory.getLogger(FeedDiscovery.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final StepClock clock = new StepClock();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.setAdditive(true);
        logger.detachAppender(lines);
    }

    @Test
    void theSameCauseIsToldOnceAMinuteAndAnotherAtOnce() throws InterruptedException {
        String refused = "connection refused";
        // A question takes twenty seconds.
        assertThat(discovery("no such host", "no such host", refused, refused, refused, refused, refused)
                        .await())
                .contains(CLUSTER.feed());
        assertThat(causes()).containsExactly("no such host", refused, refused);
    }

    @Test
    void whoIsClosedBeforeAsksNobody() throws InterruptedException {
        FeedDiscovery discovery = discovery();
        discovery.close();
        assertThat(discovery.await()).isEmpty();
    }

    /// Fails with one cause after another, and then finds the feed.
    private FeedDiscovery discovery(String... failures) {
        Iterator<String> left = List.of(failures).iterator();
        return new FeedDiscovery(
                "broker:9092",
                () -> {
                    clock.advance(Duration.ofSeconds(20));
                    if (left.hasNext()) {
                        throw new SourceUnavailableException(left.next(), new IllegalStateException());
                    }
                    return CLUSTER;
                },
                Duration.ZERO,
                clock);
    }

    private List<String> causes() {
        return lines.list.stream()
                .flatMap(line -> line.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals("cause"))
                .map(pair -> String.valueOf(pair.value))
                .toList();
    }
}
