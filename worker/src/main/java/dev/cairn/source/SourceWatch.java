package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Looks every now and then whether cluster and topics are still those that the shard was opened with.
///
/// Kafka's consumer does not tell. It finds a topic by its name; when the name comes to mean another topic it goes on
/// reading there, at the offset it had. Kafka's ids are what tells the two apart, and only the admin client shows them.
///
/// **Threading:** looks on a thread of its own; what it saw may be asked from any.
final class SourceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final SourceCluster cluster;
    private final Feed expected;
    private final ScheduledExecutorService looking;

    private volatile Feed seen;

    private volatile Optional<Halt> replaced = Optional.empty();

    /// Why the last look saw nothing; empty if it did.
    private volatile Optional<RuntimeException> blindness = Optional.empty();
    private boolean missedBefore;

    SourceWatch(SourceCluster cluster, Feed expected, String name) {
        this.cluster = cluster;
        this.expected = expected;
        this.seen = expected;
        this.looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("watch-" + name).factory());
    }

    void lookEvery(Duration interval) {
        var _ = looking.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The topics as they were last seen, or as expected until then.
    Feed seen() {
        return seen;
    }

    void haltIfReplaced() {
        replaced.ifPresent(halt -> {
            throw new HaltException(halt);
        });
    }

    /// To be asked when a poll brings nothing. Kafka's consumer does not tell whether there is nothing new or
    /// nobody who answers, and both would look alike: no records, and a lag of none.
    ///
    /// @throws HaltException  if the last look was refused
    /// @throws SourceUnavailableException  if it saw nothing for another reason
    void throwIfSilent() {
        blindness.ifPresent(e -> {
            throw switch (e) {
                case HaltException refused -> new HaltException(refused.halt());
                case SourceUnavailableException _ -> new SourceUnavailableException(String.valueOf(e.getMessage()), e);
                default ->
                    new SourceUnavailableException(
                            "expected to see whether cluster and topics are the same ones, but " + e, e);
            };
        });
    }

    /// To be told when a poll brings records: somebody answers, though the last look got no answer. Without that a
    /// worker would read on slowly, and call itself not ready, until the next look.
    void answered() {
        if (blindness.filter(SourceUnavailableException.class::isInstance).isPresent()) {
            blindness = Optional.empty();
        }
    }

    /// Looks now. Throws nothing: an executor never again runs what has thrown.
    synchronized void look() {
        try {
            Feed now = cluster.feed();
            blindness = Optional.empty();
            boolean missing =
                    !now.topics().keySet().containsAll(expected.topics().keySet());
            // A broker that has just come up may not have heard of every topic yet, so one answer is not enough.
            if (missing && !missedBefore) {
                missedBefore = true;
                return;
            }
            missedBefore = missing;
            replaced = replaced.or(() -> difference(now));
            if (replaced.isEmpty()) {
                seen = now;
            }
        } catch (SourceUnavailableException | HaltException e) {
            blindness = Optional.of(e);
        } catch (RuntimeException e) {
            sawNothing(e);
        }
    }

    // Nobody foresaw it, so nobody else will tell of it.
    private void sawNothing(RuntimeException cause) {
        LOG.atLevel(blindness.isEmpty() ? Level.ERROR : Level.DEBUG)
                .setCause(cause)
                .log("not checked whether cluster and topics are the same ones; it is tried again");
        blindness = Optional.of(cause);
    }

    @Override
    public void close() {
        var _ = looking.shutdownNow();
    }

    private Optional<Halt> difference(Feed now) {
        if (!now.clusterId().equals(expected.clusterId())) {
            return Optional.of(halt(
                    "expected the cluster with id %s, but the one that answers now has id %s"
                            .formatted(expected.clusterId(), now.clusterId()),
                    "cluster " + now.clusterId()));
        }
        return expected.topics().entrySet().stream()
                .flatMap(topic -> difference(topic.getKey(), topic.getValue(), now).stream())
                .findFirst();
    }

    private static Optional<Halt> difference(String name, Feed.Topic expected, Feed now) {
        Feed.Topic topic = now.topics().get(name);
        if (topic == null) {
            return Optional.of(halt(
                    "expected topic '%s' with id %s, but it was deleted".formatted(name, expected.id()),
                    "topic " + name));
        }
        if (!topic.id().equals(expected.id())) {
            return Optional.of(halt(
                    "expected topic '%s' with id %s, but it was deleted and made again: its id is %s now"
                            .formatted(name, expected.id(), topic.id()),
                    "topic " + name));
        }
        return Optional.empty();
    }

    private static Halt halt(String what, String where) {
        return new Halt(
                HaltReason.SOURCE_REPLACED,
                what,
                where,
                "Offsets mean something else there. Point source.bootstrap-servers and the topics to where the feed"
                        + " was, or begin again in an empty data directory.");
    }
}
