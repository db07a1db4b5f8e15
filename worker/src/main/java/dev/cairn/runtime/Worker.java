package dev.cairn.runtime;

import dev.cairn.config.LoadedConfig;
import dev.cairn.config.WorkerConfig;
import dev.cairn.http.WebServer;
import dev.cairn.metrics.WorkerMetrics;
import dev.cairn.source.Feed;
import dev.cairn.source.FeedDiscovery;
import dev.cairn.thread.Clocks;
import dev.cairn.thread.Deadline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole program: a page for operators, and the shards.
///
/// **Threading:** one thread starts it; any may stop it, also while it starts.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Clocks CLOCKS = Clocks.ofProcess();
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    /// What a stop may take in all. The process may take ten seconds, and has to begin and to end too.
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(9);
    /// Of it, what is left for clients and databases to be closed once the last flush has had its time.
    private static final Duration LEFT_FOR_CLOSING = Duration.ofSeconds(3);
    /// Of that, what is left for operators who have asked something.
    private static final Duration LEFT_FOR_OPERATORS = Duration.ofSeconds(1);

    private final WorkerConfig config;
    /// What outlives the shards.
    private final ClosingStack opened = new ClosingStack();
    private final FeedDiscovery discovery;
    /// Kafka is asked while the server starts: each takes its time to load what it needs.
    private final FutureTask<Optional<Feed>> firstFeed;
    private final WebServer operators;
    private final OpenShards shards;
    private final Lock openingOrClosing = new ReentrantLock();
    private final Revival revival = new Revival(this::reopen, CLOCKS.forward());
    /// Whoever holds the lock looks.
    private boolean closed;

    /// Opens the operators' page, and asks for Kafka meanwhile; nothing else happens before [#start].
    public Worker(LoadedConfig loaded, WorkerOptions options) {
        config = loaded.worker();
        WorkerMetrics metrics = opened.add(new WorkerMetrics(options.version(), CLOCKS));
        discovery = new FeedDiscovery(config.source(), ASK_AGAIN_AFTER);
        Starting starting = new Starting(config.source());
        shards = new OpenShards(
                config, discovery, new Shard.Surroundings(metrics, options.listener(), CLOCKS, starting, revival));
        firstFeed = new FutureTask<>(discovery::await);
        Thread.ofPlatform().daemon().name("discovery").start(firstFeed);
        FileHandleCheck.of(config)
                .ifPresent(shortage ->
                        LOG.atWarn().addKeyValue("figures", shortage).log("file handles may become short"));
        Serving serving = new Serving(loaded, options, metrics, starting, shards.running(), CLOCKS.forward());
        operators = listen(serving);
        metrics.addServing(serving.figures(operators));
        LOG.atInfo().addKeyValue("address", operators.address()).log("operators are answered");
    }

    /// Waits for Kafka, opens every shard and lets them run. Returns when all of them do, or when the worker was closed
    /// before.
    ///
    /// @throws dev.cairn.fault.HaltException  if what Kafka has does not fit
    /// @throws dev.cairn.storage.StorageRefusedException  if the database is not the one that was asked for
    /// @throws dev.cairn.storage.StorageFault  if the database cannot be opened
    public void start() throws InterruptedException {
        Optional<Feed> feed = firstFeed();
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
        return shards.running();
    }

    /// Stops within ten seconds: what is final is on disk afterwards, if the disk takes it. May be called again.
    ///
    /// @throws StopUnfinishedException  if something could not be closed by then; it is left as it is
    @Override
    public void close() {
        Deadline deadline = Deadline.in(STOPPED_WITHIN);
        // Before the lock: whoever starts may hold it, waiting for Kafka.
        discovery.close();
        revival.close();
        try {
            if (!openingOrClosing.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StopUnfinishedException(List.of("it is still starting"));
            }
            try {
                closeOnce(deadline);
            } finally {
                openingOrClosing.unlock();
            }
            revival.await(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the worker was closing", e);
        }
    }

    private void closeOnce(Deadline deadline) throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        shards.stop(deadline.earlierBy(LEFT_FOR_CLOSING));
        List<String> open;
        try {
            open = shards.close(deadline.earlierBy(LEFT_FOR_OPERATORS));
        } finally {
            opened.close();
        }
        if (!open.isEmpty()) {
            throw new StopUnfinishedException(open);
        }
        LOG.atInfo().log("stopped");
    }

    private Optional<Feed> firstFeed() throws InterruptedException {
        try {
            return firstFeed.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException("expected the feed, or why there is none", e.getCause());
        }
    }

    private void open(Feed feed) throws InterruptedException {
        openingOrClosing.lockInterruptibly();
        try {
            if (!closed) {
                shards.openAll(feed);
            }
        } finally {
            openingOrClosing.unlock();
        }
    }

    /// Closes a shard that runs, and opens it again. Who asks it something meanwhile is told that it starts.
    private void reopen(int number, Runnable whileClosed) throws InterruptedException {
        openingOrClosing.lockInterruptibly();
        try {
            if (!closed) {
                shards.reopen(number, whileClosed);
            }
        } finally {
            openingOrClosing.unlock();
        }
    }

    private WebServer listen(Serving serving) {
        try {
            return opened.add(WebServer.start(config.http(), serving.routes()));
        } catch (RuntimeException e) {
            discovery.close();
            opened.close();
            throw e;
        }
    }
}
