package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The topics as Kafka has them.
///
/// @param topics  by name; one that is not there is missing here
public record Feed(String clusterId, SortedMap<String, Topic> topics) {
    /// A topic that is there.
    ///
    /// @param id  what tells it from another topic that had its name
    public record Topic(String id, int partitions) {}

    public Feed {
        topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
    }

    public SourceIdentity identity() {
        SortedMap<String, String> ids = new TreeMap<>();
        topics.forEach((name, topic) -> ids.put(name, topic.id()));
        return new SourceIdentity(clusterId, ids);
    }

    /// Which partitions feed a shard.
    ///
    /// @throws HaltException  if the topics are not there, or not laid out for it
    public ShardPartitions partitionsOf(int shard, SourceConfig config) {
        int blocks = topic(config.blocksTopic()).partitions();
        int transactions = topic(config.transactionsTopic()).partitions();
        if (shard >= blocks) {
            throw refused(
                    "expected partition %d of topic '%s' for shard %d, but the topic has %d"
                            .formatted(shard, config.blocksTopic(), shard, blocks),
                    "Take the shard out of `shards`, or add partitions if the feed is to be split further.");
        }
        if (config.fanIn()) {
            checkOneShardTakesAll(shard, blocks, config);
        } else if (blocks != transactions) {
            throw refused(
                    "expected as many partitions of topic '%s' as of topic '%s', but they have %d and %d"
                            .formatted(config.blocksTopic(), config.transactionsTopic(), blocks, transactions),
                    "Give both topics the same number, or set source.fan-in = true if the one shard there is is to take"
                            + " transactions from all partitions.");
        }
        return new ShardPartitions(
                shard,
                new SourcePartition(config.blocksTopic(), shard),
                config.fanIn()
                        ? all(config.transactionsTopic(), transactions)
                        : only(config.transactionsTopic(), shard));
    }

    // A transaction does not say which shard it is for, so one that takes all of them takes its neighbours' too. A
    // blocks topic with more than one partition feeds more than one shard. A topic for both has its partitions for the
    // sake of the transactions.
    private void checkOneShardTakesAll(int shard, int blocksPartitions, SourceConfig config) {
        boolean isShared = config.topics().size() == 1;
        if (shard > 0 || (blocksPartitions > 1 && !isShared)) {
            throw refused(
                    "expected one shard and one partition of block events, since source.fan-in gives a shard the"
                            + " transactions of all, but there is shard %d, and topic '%s' has %d partitions"
                                    .formatted(shard, config.blocksTopic(), blocksPartitions),
                    "Publish each shard's transactions to the partition of its number and switch source.fan-in off, or"
                            + " give each chain topics and a worker of its own.");
        }
    }

    private Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw refused(
                    "expected topic '%s', but Kafka has none of that name".formatted(name),
                    "Create it, or correct source.blocks-topic and source.transactions-topic.");
        }
        return topic;
    }

    private HaltException refused(String what, String whatToDo) {
        return new HaltException(new Halt(HaltReason.SOURCE_REFUSED, what, "cluster " + clusterId, whatToDo));
    }

    private static SortedSet<SourcePartition> only(String topic, int partition) {
        return new TreeSet<>(Collections.singleton(new SourcePartition(topic, partition)));
    }

    private static SortedSet<SourcePartition> all(String topic, int partitions) {
        SortedSet<SourcePartition> all = new TreeSet<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new SourcePartition(topic, partition));
        }
        return all;
    }
}
