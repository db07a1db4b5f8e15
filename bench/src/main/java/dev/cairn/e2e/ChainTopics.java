package dev.cairn.e2e;

import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.Pace;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.synthetic.SyntheticChain;
import java.util.Map;

/// The topics that all contenders read: one partition each, so that their order is the chain's.
final class ChainTopics {
    private ChainTopics() {}

    static void create(LocalBroker broker) {
        broker.createTopic(Order.BLOCKS_TOPIC, 1, Map.of());
        broker.createTopic(Order.TRANSACTIONS_TOPIC, 1, Map.of());
    }

    /// Publishes each block's event before its transactions.
    static FeedPublisher publisher(LocalBroker broker, SyntheticChain chain, Pace pace) {
        PublisherOptions options = PublisherOptions.to(FeedTopics.of(Order.BLOCKS_TOPIC, Order.TRANSACTIONS_TOPIC))
                .withPace(pace)
                .withoutContentTypeHeaders();
        return new FeedPublisher(broker.bootstrapServers(), chain.feed(), options);
    }

    /// Makes the topics and publishes the whole chain.
    static void fill(LocalBroker broker, SyntheticChain chain) throws InterruptedException {
        create(broker);
        try (FeedPublisher publisher = publisher(broker, chain, Pace.fullSpeed())) {
            publisher.publishAll();
        }
    }
}
