package dev.cairn.source;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the topics in a Kafka that may not be up yet: the two are often started together. **Threading:** one thread
/// waits, any other may close.
public final class FeedDiscovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedDiscovery.class);

    private final SourceConfig config;
    private final Duration retryAfter;
    private final CountDownLatch closed = new CountDownLatch(1);

    public FeedDiscovery(SourceConfig config, Duration retryAfter) {
        this.config = config;
        this.retryAfter = retryAfter;
    }

    /// The topics, as soon as Kafka answers. Empty if this was closed before.
    ///
    /// @throws dev.cairn.fault.HaltException  if Kafka answers that we may not ask
    public Optional<Feed> await() throws InterruptedException {
        while (!isClosed()) {
            try (var cluster = KafkaCluster.of(config, "discovery")) {
                return Optional.of(cluster.feed());
            } catch (SourceUnavailableException e) {
                LOG.atWarn()
                        .addKeyValue("bootstrapServers", config.bootstrapServers())
                        .addKeyValue("cause", e.getMessage())
                        .log("waiting for Kafka");
            }
            var _ = closed.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
        return Optional.empty();
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
