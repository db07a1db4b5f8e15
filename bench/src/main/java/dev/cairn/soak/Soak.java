package dev.cairn.soak;

import dev.cairn.broker.LocalBroker;
import dev.cairn.client.HeightName;
import dev.cairn.client.ProblemException;
import dev.cairn.client.ShardStatus;
import dev.cairn.client.UnavailableException;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.metrics.Figures;
import dev.cairn.model.BlockHeight;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One run: a broker, a chain that grows, a worker that follows it and is read from, rewound, closed and opened again,
/// and a sample of what it holds every now and then. **Threading:** one thread; any may ask how far it is.
final class Soak {
    private static final FeedTopics TOPICS = FeedTopics.of("blocks", "transactions");
    /// Transactions are published up to so many records late.
    private static final int DISORDER = 60;
    /// So many blocks at the tip may be without them when the feed ends.
    private static final int INCOMPLETE_MAX = 100;
    /// At the end whole states are compared at so many of the heights that are left.
    private static final int STATES_AT_THE_END = 40;

    private final SoakPlan plan;
    private final Path folder;
    private final SyntheticChain chain;
    private final Random random;
    private final Answers answers = new Answers();
    private final List<Map<Gauge, Double>> samples = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private final long begunNanos = System.nanoTime();
    private volatile Duration elapsed = Duration.ZERO;
    private int turns;
    private int reopenings;
    private int rewinds;

    Soak(SoakPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        chain = plan.chain();
        random = new Random(chain.spec().seed());
    }

    SoakResult run(Screen screen) throws Exception {
        try (LocalBroker broker = Progress.unmeasured("starting a Kafka broker").during(screen, LocalBroker::start)) {
            broker.createTopic(TOPICS.blocks(), 1, Map.of());
            broker.createTopic(TOPICS.transactions(), 1, Map.of());
            PublisherOptions how =
                    PublisherOptions.to(TOPICS).withPace(Pace.blocksPerSecond(SoakPlan.BLOCKS_PER_SECOND));
            var untidy = FeedOptions.tidy().withDuplicates(0.02, 300).withDisorder(DISORDER);
            try (FeedPublisher feed = new FeedPublisher(broker.bootstrapServers(), chain.feed(untidy), how);
                    SoakWorker worker = new SoakWorker(broker, TOPICS, folder)) {
                worker.open();
                Progress progress = new Progress("soaking", plan.length().toSeconds(), () -> elapsed.toSeconds());
                progress.during(screen, () -> live(feed, worker));
            }
        }
        trouble.addAll(answers.problems());
        return SoakResult.of(plan.length(), samples, lived(), trouble);
    }

    private int live(FeedPublisher feed, SoakWorker worker) throws IOException, InterruptedException {
        try (Background _ = Background.start("the feed", feed::publishAll, answers)) {
            try {
                beRead(worker);
            } finally {
                feed.stop();
            }
        }
        if (trouble.isEmpty()) {
            heldAgainstTheOracle(feed, worker);
        }
        return samples.size();
    }

    private void beRead(SoakWorker worker) throws IOException, InterruptedException {
        try (Questions questions = new Questions(worker.address(), chain, answers, 1);
                StreamReader stream = new StreamReader(worker.address(), chain, answers);
                Background _ = Background.start("a reader of values", questions, answers);
                Background _ = Background.start("a reader of streams", stream, answers);
                Sampler sampler = new Sampler(worker.address(), worker.data())) {
            worker.awaitApplied(chain.spec().genesisHeight());
            long begun = System.nanoTime();
            while (!isLongEnough() && !answers.anyWrong()) {
                Thread.sleep(plan.sampleEvery());
                disturb(worker);
                samples.add(sampler.take());
                elapsed = Duration.ofNanos(System.nanoTime() - begun);
            }
        } catch (IllegalStateException | ProblemException | UnavailableException e) {
            // The worker does not go on, and says why.
            trouble.add(String.valueOf(e.getMessage()));
        }
    }

    /// A machine that is busy takes longer over what can be judged.
    private boolean isLongEnough() {
        return elapsed.compareTo(plan.length()) >= 0 && samples.size() >= Course.SAMPLES_MIN;
    }

    private void disturb(SoakWorker worker) throws InterruptedException {
        if (plan.reopensBefore(turns)) {
            worker.reopen();
            reopenings++;
        } else if (plan.rewindsBefore(turns)) {
            worker.rewind(random);
            rewinds++;
        }
        turns++;
    }

    /// All that was published arrives, and what is kept of it is right.
    private void heldAgainstTheOracle(FeedPublisher feed, SoakWorker worker) throws InterruptedException {
        long announced = chain.height(chain.tipAfter(feed.progress().announcements()));
        try (Questions questions = new Questions(worker.address(), chain, answers, 2)) {
            worker.awaitApplied(announced - INCOMPLETE_MAX);
            ShardStatus.Heights marks = worker.marks();
            long earliest = marks.earliest().orElse(0);
            long heights = marks.applied().orElse(0) - earliest;
            for (int i = 0; i <= STATES_AT_THE_END; i++) {
                questions.scanWhatIsKept(HeightName.of(new BlockHeight(earliest + heights * i / STATES_AT_THE_END)));
            }
        } catch (IllegalStateException | ProblemException | UnavailableException e) {
            trouble.add(String.valueOf(e.getMessage()));
        }
    }

    private List<String> lived() {
        return List.of(
                "%s; opened again %d times, rewound %d times, %d samples"
                        .formatted(
                                Figures.duration(Duration.ofNanos(System.nanoTime() - begunNanos)),
                                reopenings,
                                rewinds,
                                samples.size()),
                answers.inWords());
    }
}
