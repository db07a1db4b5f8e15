package dev.cairn.feed;

/// Where a feed's records go.
///
/// @param blocks                     the topic of block events
/// @param transactions               the topic of transaction events; may be the same
/// @param blocksPartition            the partition whose order is the order of the chain
/// @param firstTransactionsPartition transactions are spread from this partition on,
/// @param transactionsPartitions     over this many, without a plan: a copy may lie elsewhere than the first
public record FeedTopics(
        String blocks,
        String transactions,
        int blocksPartition,
        int firstTransactionsPartition,
        int transactionsPartitions) {

    public FeedTopics {
        if (blocksPartition < 0 || firstTransactionsPartition < 0 || transactionsPartitions < 1) {
            throw new IllegalArgumentException("the partitions are " + blocksPartition + " for blocks and "
                    + transactionsPartitions + " from " + firstTransactionsPartition
                    + " on for transactions, but partitions count from 0, and there has to be one of each");
        }
    }

    /// Everything to partition 0.
    public static FeedTopics of(String blocks, String transactions) {
        return new FeedTopics(blocks, transactions, 0, 0, 1);
    }

    /// Both kinds of events to partition 0 of one topic.
    public static FeedTopics one(String topic) {
        return of(topic, topic);
    }

    /// Both kinds of events to the partition of one shard, as co-partitioned topics have it.
    public FeedTopics withShard(int shard) {
        return new FeedTopics(blocks, transactions, shard, shard, 1);
    }

    /// Blocks as they were, transactions over all of their topic's partitions.
    public FeedTopics withFanIn(int partitions) {
        return new FeedTopics(blocks, transactions, blocksPartition, 0, partitions);
    }
}
