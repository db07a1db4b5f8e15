package dev.cairn.selftest;

import dev.cairn.broker.LocalBroker;
import dev.cairn.commands.StopRequest;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.runtime.Shard;
import dev.cairn.runtime.Worker;
import dev.cairn.runtime.WorkerOptions;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import dev.cairn.verify.ChainVerification;
import dev.cairn.verify.Findings;
import dev.cairn.verify.TakenIn;
import dev.cairn.verify.VerificationPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole test: feeds a chain, lets a worker live its hard life, then holds what it left against the oracle and
/// against a database that nobody disturbed. **Threading:** one thread.
final class PersistenceTest {
    static final String UNDISTURBED = "undisturbed";

    private static final String BLOCKS = "blocks";
    private static final String TRANSACTIONS = "transactions";
    private static final int WHOLE_STATES = 60;
    private static final Duration LOOKED_EVERY = Duration.ofMillis(50);

    private final SelftestOptions options;
    private final Path directory;
    private final SyntheticChain chain;
    private final Screen screen;
    private final StopRequest stop;
    private final Instant begun = Instant.now();
    private final long begunNanos = System.nanoTime();

    PersistenceTest(SelftestOptions options, Path directory, Screen screen, StopRequest stop) {
        this.options = options;
        this.directory = directory;
        this.screen = screen;
        this.stop = stop;
        chain = SyntheticChain.of(SelftestChain.spec(options.seed()), options.blocks());
    }

    SyntheticChain chain() {
        return chain;
    }

    /// Empty if it was stopped before the end.
    Optional<PersistenceReport> run() throws InterruptedException {
        try (LocalBroker broker = Progress.unmeasured("starting a Kafka broker").during(screen, LocalBroker::start)) {
            broker.closedByItsOwner();
            broker.createTopic(BLOCKS, 1, Map.of());
            broker.createTopic(TRANSACTIONS, 1, Map.of());
            Ordeal ordeal = ordeal(broker);
            return stop.isMade() ? Optional.empty() : compare(broker.bootstrapServers(), ordeal);
        }
    }

    private Ordeal ordeal(LocalBroker broker) throws InterruptedException {
        FeedOptions untidy = FeedOptions.tidy().withDuplicates(0.02, 300).withDisorder(60);
        PublisherOptions how = PublisherOptions.to(FeedTopics.of(BLOCKS, TRANSACTIONS));
        try (FeedPublisher publisher = new FeedPublisher(broker.bootstrapServers(), chain.feed(untidy), how)) {
            Ordeal ordeal = new Ordeal(options, directory, broker, publisher, begunNanos, stop);
            new Progress("killing the worker", options.kills(), ordeal::killCount).during(screen, () -> {
                ordeal.run();
                return true;
            });
            return ordeal;
        }
    }

    private Optional<PersistenceReport> compare(String bootstrapServers, Ordeal ordeal) throws InterruptedException {
        try (Worker survivor = worker(bootstrapServers, Ordeal.DATABASE);
                Worker undisturbed = worker(bootstrapServers, UNDISTURBED)) {
            Optional<Shard> left = takenIn(survivor, "what the killed worker left");
            Optional<Shard> right = takenIn(undisturbed, "a run that nobody disturbs");
            if (left.isEmpty() || right.isEmpty()) {
                return Optional.empty();
            }
            if (!flushed(left.get()) || !flushed(right.get())) {
                return Optional.empty();
            }
            Findings findings = verify(left.get());
            Agreement agreement = Agreement.of(left.get().reader(), right.get().reader(), first(), lastFinal());
            return stop.isMade()
                    ? Optional.empty()
                    : Optional.of(new PersistenceReport(
                            options,
                            SelftestChain.inWords(chain),
                            begun,
                            Duration.ofNanos(System.nanoTime() - begunNanos),
                            ordeal.kills(),
                            ordeal.brokerRestarts(),
                            findings,
                            agreement));
        }
    }

    private Worker worker(String bootstrapServers, String database) {
        Map<String, String> settings = Map.of(
                "data-directory",
                directory.resolve(database).toString(),
                "source.bootstrap-servers",
                bootstrapServers,
                "source.group-id",
                database,
                "profile",
                "light",
                "http.port",
                "0");
        ConfigInput input = new ConfigInput(Optional.empty(), Map.of(), settings);
        return new Worker(ConfigLoader.load(input), WorkerOptions.standard("selftest"));
    }

    private Optional<Shard> takenIn(Worker worker, String what) throws InterruptedException {
        screen.say(what + ":");
        worker.start();
        Shard shard = worker.shards().sequencedValues().getFirst();
        if (TakenIn.await(shard, chain, screen, stop)) {
            return Optional.of(shard);
        }
        shard.halt().ifPresent(halt -> {
            throw new IllegalStateException(
                    "expected " + what + " to take in the whole chain, but it halted: " + halt.message());
        });
        return Optional.empty();
    }

    /// Waits until what is final is on disk, so that it has digests. False if this was stopped before.
    private boolean flushed(Shard shard) throws InterruptedException {
        while (shard.marks().flushed().orElse(-1) < lastFinal()) {
            shard.halt().ifPresent(halt -> {
                throw new IllegalStateException(
                        "expected what is final to be flushed, but the worker halted: " + halt.message());
            });
            if (stop.await(LOOKED_EVERY)) {
                return false;
            }
        }
        return true;
    }

    private Findings verify(Shard shard) {
        VerificationPlan plan = VerificationPlan.of(first(), last(), List.of(), WHOLE_STATES, options.seed());
        ChainVerification verification = new ChainVerification(shard.reader(), chain, plan);
        return new Progress("comparing", verification.heights(), verification::heightsDone)
                .during(screen, () -> verification.run(stop::isMade));
    }

    private long first() {
        return chain.spec().genesisHeight();
    }

    private long lastFinal() {
        return chain.finalizedHeight(chain.announcements() - 1).orElseThrow();
    }

    private long last() {
        return chain.height(chain.tipAfter(chain.announcements()));
    }
}
