package dev.cairn.selftest;

import dev.cairn.broker.LocalBroker;
import dev.cairn.commands.StopRequest;
import dev.cairn.feed.FeedPublisher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What is done to the worker: in each life it is fed another part of the chain, and killed. Sometimes Kafka goes away
/// under it. In the end all of the chain is published. **Threading:** one thread; any may ask for the count.
final class Ordeal {
    static final String DATABASE = "killed";

    private final SelftestOptions options;
    private final Path directory;
    private final LocalBroker broker;
    private final FeedPublisher publisher;
    private final long begunNanos;
    private final StopRequest stop;
    private final Random random;
    private final List<Kill> kills = new CopyOnWriteArrayList<>();
    private final List<BrokerRestart> brokerRestarts = new CopyOnWriteArrayList<>();

    Ordeal(
            SelftestOptions options,
            Path directory,
            LocalBroker broker,
            FeedPublisher publisher,
            long begunNanos,
            StopRequest stop) {
        this.options = options;
        this.directory = directory;
        this.broker = broker;
        this.publisher = publisher;
        this.begunNanos = begunNanos;
        this.stop = stop;
        random = new Random(options.seed());
    }

    void run() throws InterruptedException {
        try (HardLife life = new HardLife(directory, settings(), random, stop);
                ExecutorService feed = Executors.newSingleThreadExecutor()) {
            for (int number = 1; number <= options.kills() && !stop.isMade(); number++) {
                int announcements = (int) ((long) options.blocks() * number / options.kills());
                Future<?> fed = feed.submit(() -> {
                    publisher.publishUpTo(announcements);
                    return true;
                });
                kills.add(life.live(number, moment(number), begunNanos, this::disturbBroker));
                await(fed);
            }
            if (!stop.isMade()) {
                publisher.publishAll();
            }
        }
    }

    /// Each in its turn, so that a short test has them all.
    private static KillMoment moment(int number) {
        List<KillMoment> all = List.of(KillMoment.values());
        return all.get(number % all.size());
    }

    /// Small rounds, so that there is nearly always one being written.
    private String settings() {
        return """
                data-directory = "%s"
                source.bootstrap-servers = "%s"
                source.group-id = "%s"
                profile = light
                assemble.buffered-bytes-max = 64 MiB
                flush { blocks = 10, interval = 500ms, buffered-bytes-max = 64 MiB }
                mvcc.cache-bytes-max = 16 MiB
                """.formatted(directory.resolve(DATABASE), broker.bootstrapServers(), DATABASE);
    }

    /// Restarts are spread evenly over the lives.
    private void disturbBroker(int life) {
        int before = (int) ((long) options.brokerRestarts() * (life - 1) / options.kills());
        int after = (int) ((long) options.brokerRestarts() * life / options.kills());
        for (int restart = before; restart < after; restart++) {
            long start = System.nanoTime();
            boolean killed = random.nextBoolean();
            if (killed) {
                broker.kill();
            } else {
                broker.stop();
            }
            broker.startAgain();
            brokerRestarts.add(new BrokerRestart(life, since(begunNanos), killed, since(start)));
        }
    }

    private static void await(Future<?> fed) throws InterruptedException {
        try {
            fed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to publish the chain, but " + e.getCause(), e);
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    int killCount() {
        return kills.size();
    }

    List<Kill> kills() {
        return List.copyOf(kills);
    }

    List<BrokerRestart> brokerRestarts() {
        return List.copyOf(brokerRestarts);
    }
}
