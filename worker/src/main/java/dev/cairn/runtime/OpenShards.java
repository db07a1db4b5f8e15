package dev.cairn.runtime;

import dev.cairn.config.WorkerConfig;
import dev.cairn.source.Feed;
import dev.cairn.source.FeedDiscovery;
import dev.cairn.source.SourceUnavailableException;
import dev.cairn.thread.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shards of a worker as they come and go. **Threading:** one thread at a time; any looks which run.
final class OpenShards {
    private static final Logger LOG = LoggerFactory.getLogger(OpenShards.class);

    private final WorkerConfig config;
    private final FeedDiscovery discovery;
    private final Shard.Surroundings surroundings;
    private final SortedMap<Integer, Shard> running = new ConcurrentSkipListMap<>();
    /// Those that run, and those that were opened to run.
    private final List<Shard> open = new ArrayList<>();

    OpenShards(WorkerConfig config, FeedDiscovery discovery, Shard.Surroundings surroundings) {
        this.config = config;
        this.discovery = discovery;
        this.surroundings = surroundings;
    }

    /// Those that run, by their number, as they come and go.
    SortedMap<Integer, Shard> running() {
        return running;
    }

    /// Opens every shard, then lets them run.
    void openAll(Feed feed) throws InterruptedException {
        for (int number : config.shards()) {
            Optional<Shard> shard = open(number, feed);
            if (shard.isEmpty()) {
                return;
            }
            open.add(shard.get());
        }
        open.forEach(this::run);
    }

    private void run(Shard shard) {
        shard.start();
        running.put(shard.number(), shard);
        LOG.atInfo()
                .addKeyValue("shard", shard.number())
                .addKeyValue("appliedHeight", heightOrNone(shard.marks().applied()))
                .log("shard runs");
    }

    /// Closes a shard that runs, and opens it again. Who asks it something meanwhile is told that it starts.
    void reopen(int number, Runnable whileClosed) throws InterruptedException {
        Shard shard = running.remove(number);
        if (shard != null) {
            surroundings.starting().opensDatabase(number);
            retire(shard);
            change(number, whileClosed);
            openAgain(number);
        }
    }

    private void retire(Shard shard) {
        open.remove(shard);
        // What is not on disk by now is read again.
        shard.stop(Deadline.in(Duration.ZERO));
        try {
            shard.close();
        } catch (RuntimeException e) {
            // What matters of it shows when it is opened.
            tellOfReopening(shard.number(), e);
        }
        surroundings.metrics().removeShard(shard.number());
    }

    /// Whatever comes of it, opening looks at what is there, as a start does.
    private static void change(int shard, Runnable whileClosed) {
        try {
            whileClosed.run();
        } catch (RuntimeException e) {
            tellOfReopening(shard, e);
        }
    }

    private void openAgain(int number) throws InterruptedException {
        try {
            Optional<Feed> feed = discovery.await();
            Optional<Shard> shard = feed.isPresent() ? open(number, feed.get()) : Optional.empty();
            shard.ifPresent(open::add);
            shard.ifPresent(this::run);
        } catch (RuntimeException e) {
            surroundings.starting().failed(number, e);
            throw e;
        }
    }

    private static void tellOfReopening(int shard, RuntimeException cause) {
        LOG.atWarn()
                .addKeyValue("shard", shard)
                .addKeyValue("cause", cause.getMessage())
                .log("closing a shard to open it again did not go well; what is there is looked at");
    }

    /// A broker that has just answered may be quiet again: then it is waited for once more. Empty if the worker was
    /// closed before.
    private Optional<Shard> open(int number, Feed found) throws InterruptedException {
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

    /// Lets them end what they are at; [#close] waits for it.
    void stop(Deadline deadline) {
        open.forEach(shard -> shard.stop(deadline));
    }

    /// What could not be closed by then, in words.
    List<String> close(Deadline deadline) throws InterruptedException {
        SideBySide closing = new SideBySide();
        open.forEach(shard -> closing.close("shard-" + shard.number(), shard::close, shard::whatIsOpen));
        return closing.await(deadline);
    }
}
