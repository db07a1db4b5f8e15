package dev.cairn.runtime;

import dev.cairn.config.WorkerConfig;
import dev.cairn.http.OperatorRoutes;
import dev.cairn.http.OperatorServer;
import dev.cairn.http.Readiness;
import dev.cairn.http.Reply;
import dev.cairn.http.Route;
import dev.cairn.metrics.Scrape;
import dev.cairn.metrics.WorkerMetrics;
import dev.cairn.source.Feed;
import dev.cairn.source.FeedDiscovery;
import dev.cairn.source.SourceUnavailableException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole program: a page for operators, and the shards.
///
/// **Threading:** one thread starts it; any may stop it, also while it starts.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    private final WorkerConfig config;
    private final WorkerOptions options;
    private final ClosingStack opened = new ClosingStack();
    private final FeedDiscovery discovery;
    private final WorkerMetrics metrics;
    private final OperatorServer operators;
    private final SortedMap<Integer, Shard> shards = new ConcurrentSkipListMap<>();
    private boolean closed;

    /// Opens the operators' page; nothing else happens before [#start].
    public Worker(WorkerConfig config, WorkerOptions options) {
        this.config = config;
        this.options = options;
        metrics = opened.add(new WorkerMetrics(options.version(), InstantSource.system()));
        discovery = new FeedDiscovery(config.source(), ASK_AGAIN_AFTER);
        operators = listen();
        LOG.atInfo().addKeyValue("address", operators.address()).log("operators are answered");
    }

    /// Waits for Kafka, opens every shard and lets them run. Returns when all of them do, or when the worker was closed
    /// before.
    ///
    /// @throws dev.cairn.fault.HaltException  if what Kafka has does not fit
    /// @throws dev.cairn.storage.StorageRefusedException  if the database is not the one that was asked for
    /// @throws dev.cairn.storage.StorageFault  if the database cannot be opened
    public void start() throws InterruptedException {
        Optional<Feed> feed = discovery.await();
        if (feed.isPresent()) {
            open(feed.get());
        }
    }

    /// Where operators are answered; tells the port if 0 was configured.
    public InetSocketAddress address() {
        return operators.address();
    }

    /// Those that are open, by their number.
    public SortedMap<Integer, Shard> shards() {
        return shards;
    }

    /// Stops within ten seconds: what is final is on disk afterwards, if the disk takes it. May be called again.
    @Override
    public void close() {
        // Before the lock: whoever starts may hold it, waiting for Kafka.
        discovery.close();
        synchronized (opened) {
            if (!closed) {
                closed = true;
                shards.values().forEach(Shard::stop);
                opened.close();
                LOG.atInfo().log("stopped");
            }
        }
    }

    private void open(Feed feed) throws InterruptedException {
        synchronized (opened) {
            if (closed) {
                return;
            }
            Shard.Surroundings surroundings =
                    new Shard.Surroundings(metrics, options.listener(), InstantSource.system());
            List<Shard> open = new ArrayList<>();
            for (int number : config.shards()) {
                Optional<Shard> shard = open(number, feed, surroundings);
                if (shard.isEmpty()) {
                    return;
                }
                open.add(opened.add(shard.get()));
            }
            for (Shard shard : open) {
                shard.start();
                shards.put(shard.number(), shard);
                LOG.atInfo()
                        .addKeyValue("shard", shard.number())
                        .addKeyValue("appliedHeight", heightOrNone(shard.marks().applied()))
                        .log("shard runs");
            }
        }
    }

    /// A broker that has just answered may be quiet again: then it is waited for once more. Empty if the worker was
    /// closed before.
    private Optional<Shard> open(int number, Feed found, Shard.Surroundings surroundings) throws InterruptedException {
        for (Optional<Feed> feed = Optional.of(found); feed.isPresent(); feed = discovery.await()) {
            try {
                return Optional.of(Shard.open(config, number, feed.get(), surroundings));
            } catch (SourceUnavailableException e) {
                LOG.atWarn()
                        .addKeyValue("shard", number)
                        .addKeyValue("cause", e.getMessage())
                        .log("waiting for Kafka");
            }
        }
        return Optional.empty();
    }

    private static String heightOrNone(OptionalLong height) {
        return height.isPresent() ? Long.toString(height.getAsLong()) : "none";
    }

    private OperatorServer listen() {
        List<Route> routes = new ArrayList<>(OperatorRoutes.of(this::scrape, this::readiness, metrics::summary));
        routes.addAll(options.routes());
        try {
            return opened.add(OperatorServer.start(config.http(), routes));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private Reply scrape(String accept) {
        Scrape scrape = metrics.scrape(accept);
        return new Reply(200, scrape.contentType(), scrape.text());
    }

    private SortedMap<Integer, Readiness> readiness() {
        SortedMap<Integer, Readiness> byShard = new TreeMap<>();
        for (int number : config.shards()) {
            byShard.put(
                    number,
                    Optional.ofNullable(shards.get(number))
                            .map(Worker::readiness)
                            .orElseGet(this::starting));
        }
        return byShard;
    }

    private static Readiness readiness(Shard shard) {
        return shard.halt()
                .<Readiness>map(Readiness.Halted::new)
                .or(() -> shard.waitingForSource().map(Readiness.Waiting::new))
                .or(() -> shard.awaitedBlock()
                        .filter(awaited -> awaited.isWaitedForLong(Instant.now()))
                        .map(awaited -> new Readiness.Incomplete(awaited.block(), awaited.since(), awaited.missing())))
                .orElse(Readiness.READY);
    }

    private Readiness starting() {
        return new Readiness.Starting(
                "Kafka at " + config.source().bootstrapServers(),
                "If that takes long, look whether it runs and source.bootstrap-servers names it.");
    }
}
