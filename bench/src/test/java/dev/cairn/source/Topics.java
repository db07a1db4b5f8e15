package dev.cairn.source;

import dev.cairn.broker.LocalBroker;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A pair of topics that no other test uses.
record Topics(String blocks, String transactions) {
    private static final AtomicInteger MADE = new AtomicInteger();

    static Topics on(LocalBroker broker, int transactionsPartitions) {
        int number = MADE.incrementAndGet();
        var topics = new Topics("blocks-" + number, "transactions-" + number);
        topics.create(broker, topics.blocks, 1);
        topics.create(broker, topics.transactions, transactionsPartitions);
        return topics;
    }

    void create(LocalBroker broker, String topic, int partitions) {
        broker.createTopic(topic, partitions, Map.of("max.message.bytes", "21000000"));
    }

    SourcePartition blocksPartition() {
        return new SourcePartition(blocks, 0);
    }

    SourcePartition transactionsPartition(int number) {
        return new SourcePartition(transactions, number);
    }

    SourceConfig config(LocalBroker broker, boolean fanIn, Map<String, String> client) {
        return new SourceConfig(
                broker.bootstrapServers(),
                blocks,
                transactions,
                fanIn,
                "group-of-" + blocks,
                Duration.ofMillis(100),
                client);
    }

    KafkaSource open(LocalBroker broker, ResumeOffsets stored) {
        return open(config(broker, false, Map.of()), stored);
    }

    static KafkaSource open(SourceConfig config, ResumeOffsets stored) {
        return KafkaSource.open(config, feed(config), 0, stored);
    }

    static Feed feed(SourceConfig config) {
        try {
            return new FeedDiscovery(config, Duration.ofMillis(100)).await().orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        }
    }
}
