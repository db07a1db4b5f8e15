package dev.cairn.simulation.pipeline;

import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// How a feed lies in Kafka.
enum FeedLayout {
    TWO_TOPICS("blocks", "transactions", 1),
    TWO_TOPICS_FAN_IN("blocks", "transactions", 3),
    ONE_TOPIC("feed", "feed", 1),
    ONE_TOPIC_FAN_IN("feed", "feed", 3);

    private final String blocksTopic;
    private final String transactionsTopic;
    private final int transactionPartitions;

    FeedLayout(String blocksTopic, String transactionsTopic, int transactionPartitions) {
        this.blocksTopic = blocksTopic;
        this.transactionsTopic = transactionsTopic;
        this.transactionPartitions = transactionPartitions;
    }

    ShardPartitions partitions() {
        return partitions(transactionPartitions);
    }

    /// With the first few partitions of transactions only.
    ShardPartitions partitions(int ofTransactions) {
        return new ShardPartitions(
                0,
                new SourcePartition(blocksTopic, 0),
                new TreeSet<>(transactions().subList(0, ofTransactions)));
    }

    List<SourcePartition> transactions() {
        return IntStream.range(0, transactionPartitions)
                .mapToObj(partition -> new SourcePartition(transactionsTopic, partition))
                .toList();
    }

    /// Whether other shards' block events come to be read.
    boolean hasOtherShards() {
        return this == ONE_TOPIC_FAN_IN;
    }
}
