package dev.cairn.demo;

import dev.cairn.commands.StopRequest;
import dev.cairn.metrics.Figures;
import dev.cairn.pipeline.PipelineListener;
import dev.cairn.runtime.Shard;
import dev.cairn.runtime.Worker;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The demo that goes on until it is stopped: the worker catches up with history while the chain grows.
final class LiveRun {
    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final Duration SHOWN_EVERY = Duration.ofMillis(500);

    private final DemoOptions options;
    private final SyntheticChain history;
    private final String bootstrapServers;
    private final Path folder;
    private final Screen screen;
    private final StopRequest stop;

    LiveRun(
            DemoOptions options,
            SyntheticChain history,
            String bootstrapServers,
            Path folder,
            Screen screen,
            StopRequest stop) {
        this.options = options;
        this.history = history;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.screen = screen;
        this.stop = stop;
    }

    int run() throws InterruptedException {
        if (stop.isMade()) {
            return STOPPED;
        }
        GrowingChain chain = new GrowingChain(history, options.seed());
        try (LiveFeed feed = LiveFeed.to(bootstrapServers, chain, new Traffic(options.seed()));
                Worker worker = DemoWorker.open(
                        bootstrapServers,
                        folder,
                        options.port(),
                        List.of(TriggerRoute.of(feed::publishNow)),
                        PipelineListener.NONE,
                        screen)) {
            // Accounts have to have something before anybody can ask for traffic between them.
            feed.start(options.blocksPerSecond());
            sayWhereToLook(worker);
            Optional<Shard> shard = DemoWorker.start(
                    worker, () -> stop.isMade() || feed.failure().isPresent());
            if (shard.isPresent()) {
                follow(shard.get(), feed);
            }
            feed.failure()
                    .ifPresent(cause -> screen.say("The chain does not grow any more: " + cause.getMessage()
                            + ". Look whether the broker still runs, then start the demo again."));
            screen.say("Stopping: what is final is flushed, then broker and folders go.");
            return feed.failure().isPresent() ? FAILED : STOPPED;
        }
    }

    private void follow(Shard shard, LiveFeed feed) throws InterruptedException {
        while (feed.failure().isEmpty() && !stop.await(SHOWN_EVERY)) {
            screen.pass(StatusLine.of(shard.progress(), Instant.now()));
        }
        screen.say(StatusLine.of(shard.progress(), Instant.now()));
    }

    private void sayWhereToLook(Worker worker) {
        String url = "http://127.0.0.1:" + worker.address().getPort();
        screen.say("""

                The worker reads these %s block events, and from now on %s more a second, with a reorganisation now and then.

                  in a browser        %s/
                  how it is doing     %s/summary
                  for Prometheus      %s/metrics
                  is it ready         %s/readyz
                  make traffic        curl -X POST '%s/trigger?count=100&type=mixed'
                  its database        %s
                  Kafka               %s, topics %s and %s

                Ctrl-C stops it all and deletes what it made.
                """.formatted(
                        Figures.count(history.announcements()),
                        options.blocksPerSecond() == Math.rint(options.blocksPerSecond())
                                ? Long.toString((long) options.blocksPerSecond())
                                : Double.toString(options.blocksPerSecond()),
                        url,
                        url,
                        url,
                        url,
                        url,
                        folder,
                        bootstrapServers,
                        DemoTopics.BLOCKS,
                        DemoTopics.TRANSACTIONS));
    }
}
