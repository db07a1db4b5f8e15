package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.LoggedLines;
import dev.cairn.simulation.StepClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is said while Kafka is not there.
final class FeedDiscoveryTest {
    private static final KnownCluster CLUSTER = new KnownCluster(1, 1);

    @RegisterExtension
    final LoggedLines lines = new LoggedLines(FeedDiscovery.class.getName());

    private final StepClock clock = new StepClock();

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
        return lines.all().stream()
                .flatMap(line -> line.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals("cause"))
                .map(pair -> String.valueOf(pair.value))
                .toList();
    }
}
