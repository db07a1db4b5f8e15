package dev.cairn.e2e;

import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.util.Map;

/// The topics that all contenders read: one partition each, so that their order is the chain's.
final class ChainTopics {
    private ChainTopics() {}

    /// Starts a broker that has both topics.
    static LocalBroker startBroker(Screen screen) {
        return Progress.unmeasured("starting a Kafka broker").during(screen, () -> {
            LocalBroker broker = LocalBroker.start();
            broker.createTopic(Order.BLOCKS_TOPIC, 1, Map.of());
            broker.createTopic(Order.TRANSACTIONS_TOPIC, 1, Map.of());
            return broker;
        });
    }

    /// Publishes each block's event before its transactions.
    static FeedPublisher publisher(LocalBroker broker, SyntheticChain chain, Pace pace) {
        PublisherOptions options = PublisherOptions.to(FeedTopics.of(Order.BLOCKS_TOPIC, Order.TRANSACTIONS_TOPIC))
                .withPace(pace)
                .withoutContentTypeHeaders();
        return new FeedPublisher(broker.bootstrapServers(), chain.feed(), options);
    }

    /// Publishes the whole chain.
    static void fill(LocalBroker broker, SyntheticChain chain, Screen screen) throws InterruptedException {
        try (FeedPublisher publisher = publisher(broker, chain, Pace.fullSpeed())) {
            publish(publisher, chain.announcements(), screen);
        }
    }

    /// Publishes up to so many blocks.
    static void publish(FeedPublisher publisher, int blocks, Screen screen) throws InterruptedException {
        Progress progress = new Progress(
                "publishing blocks", blocks, () -> publisher.progress().announcements());
        progress.during(screen, () -> {
            publisher.publishUpTo(blocks);
            return blocks;
        });
    }
}
