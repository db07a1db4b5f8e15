package dev.cairn.source;

import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the topics in a Kafka that may not be up yet: the two are often started together. **Threading:** one thread
/// waits, any other may close.
public final class FeedDiscovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedDiscovery.class);

    /// Kafka may come hours later, and is asked every second or so.
    private static final Duration SAME_CAUSE_TOLD_EVERY = Duration.ofMinutes(1);

    private final String bootstrapServers;
    private final Supplier<SourceCluster> clusters;
    private final Duration retryAfter;
    private final ForwardClock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    /// Only the thread that waits looks.
    private String toldCause = "";

    private long toldAtMs;

    public FeedDiscovery(SourceConfig config, Duration retryAfter) {
        this(config.bootstrapServers(), () -> KafkaCluster.of(config, "discovery"), retryAfter, ForwardClock.fromNow());
    }

    /// @param clusters  makes a client, or throws what asking one does
    FeedDiscovery(String bootstrapServers, Supplier<SourceCluster> clusters, Duration retryAfter, ForwardClock clock) {
        this.bootstrapServers = bootstrapServers;
        this.clusters = clusters;
        this.retryAfter = retryAfter;
        this.clock = clock;
    }

    /// The topics, if Kafka answers.
    ///
    /// @throws SourceUnavailableException      if it does not
    /// @throws dev.cairn.fault.HaltException  if Kafka answers that we may not ask
    public Feed askOnce() {
        try (SourceCluster cluster = clusters.get()) {
            return cluster.feed();
        }
    }

    /// The topics, as soon as Kafka answers. Empty if this was closed before.
    ///
    /// @throws dev.cairn.fault.HaltException  if Kafka answers that we may not ask
    public Optional<Feed> await() throws InterruptedException {
        while (!isClosed()) {
            try {
                return Optional.of(askOnce());
            } catch (SourceUnavailableException e) {
                tell(String.valueOf(e.getMessage()));
            }
            var _ = closed.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
        return Optional.empty();
    }

    private void tell(String cause) {
        long nowMs = clock.elapsedMs();
        if (cause.equals(toldCause) && nowMs - toldAtMs < SAME_CAUSE_TOLD_EVERY.toMillis()) {
            return;
        }
        toldCause = cause;
        toldAtMs = nowMs;
        LOG.atWarn()
                .addKeyValue("bootstrapServers", bootstrapServers)
                .addKeyValue("cause", cause)
                .log("waiting for Kafka");
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// Ends the waiting, within a few seconds.
    @Override
    public void close() {
        closed.countDown();
    }
}
