package dev.cairn.demo;

import dev.cairn.broker.LocalBroker;
import dev.cairn.commands.Arguments;
import dev.cairn.commands.StopRequest;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.metrics.Figures;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.Finality;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.Map;

/// `./cairn demo`: a Kafka broker, a ledger's chain with reorganisations, and a worker that catches up with it and then
/// follows it; or, with `--verify`, is held against the chain's oracle.
public final class Demo {
    private final DemoOptions options;
    private final Screen screen;
    private final StopRequest stop;

    Demo(DemoOptions options, Screen screen, StopRequest stop) {
        this.options = options;
        this.screen = screen;
        this.stop = stop;
    }

    public static void main(String[] arguments) {
        DemoOptions options = Arguments.understoodOrExit(arguments, DemoOptions.USAGE, DemoOptions::parse);
        StopRequest.endProcessAfter(stop -> new Demo(options, Screen.ofProcess(), stop).run());
    }

    /// Gives the exit code.
    int run() throws InterruptedException {
        SyntheticChain chain = SyntheticChain.of(spec(options.seed()), options.blocks());
        try (LocalBroker broker = Progress.unmeasured("starting a Kafka broker").during(screen, LocalBroker::start)) {
            broker.closedByItsOwner();
            broker.createTopic(DemoTopics.BLOCKS, 1, Map.of());
            broker.createTopic(DemoTopics.TRANSACTIONS, 1, Map.of());
            publish(chain, broker.bootstrapServers());
            try (DemoFolder folder = DemoFolder.create()) {
                return options.verify()
                        ? new VerifiedRun(chain, broker.bootstrapServers(), folder.path(), screen, stop).run()
                        : new LiveRun(options, chain, broker.bootstrapServers(), folder.path(), screen, stop).run();
            }
        }
    }

    private void publish(SyntheticChain chain, String bootstrapServers) throws InterruptedException {
        FeedOptions untidy = FeedOptions.tidy().withDuplicates(0.005, 200).withDisorder(100);
        PublisherOptions how = PublisherOptions.to(FeedTopics.of(DemoTopics.BLOCKS, DemoTopics.TRANSACTIONS));
        try (FeedPublisher publisher = new FeedPublisher(bootstrapServers, chain.feed(untidy), how)) {
            Progress progress = new Progress(
                    "publishing history",
                    chain.announcements(),
                    () -> publisher.progress().announcements());
            progress.during(screen, () -> publishUntilStopped(publisher));
        }
        screen.say(history(chain));
    }

    /// Says why the height is lower than the number of blocks: nobody shall think that some are missing.
    static String history(SyntheticChain chain) {
        long height = chain.height(chain.tipAfter(chain.announcements()));
        long left = height - chain.spec().genesisHeight() + 1;
        return "the chain: %s block events, up to height %s; %s of them were replaced in reorganisations"
                .formatted(
                        Figures.count(chain.announcements()),
                        Figures.count(height),
                        Figures.count(chain.announcements() - left));
    }

    /// In pieces, so that a request to stop is heard.
    private Boolean publishUntilStopped(FeedPublisher publisher) throws InterruptedException {
        int inAll = publisher.progress().announcementsInAll();
        for (int blocks = 1_000; !stop.isMade() && blocks < inAll; blocks += 1_000) {
            publisher.publishUpTo(blocks);
        }
        if (!stop.isMade()) {
            publisher.publishAll();
        }
        return true;
    }

    /// A ledger: some thousand accounts, of which few do most of the business. Amounts are small, so that accounts are
    /// emptied, and deleted, now and then.
    static ChainSpec spec(long seed) {
        return ChainSpec.standard()
                .withSeed(seed)
                .withTransactionsPerBlock(0, 40)
                .withKeys(new KeyModel.Zipf(20_000, 0.8))
                .withKeyBytes(20, 20)
                .withPayload(new Payload.Ledger(0.3, 0.1, 20, 0.02))
                .withReorgs(ReorgSpec.of(0.03, 6))
                .withFinality(new Finality(12, true));
    }
}
