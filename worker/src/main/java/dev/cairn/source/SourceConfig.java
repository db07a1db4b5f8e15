package dev.cairn.source;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Where the feed is, and how it is read.
///
/// @param bootstrapServers   brokers to ask first, as `host:port,host:port`
/// @param blocksTopic        topic of the block events
/// @param transactionsTopic  topic of the transaction events; may be the same
/// @param fanIn              take transactions from all partitions of their topic, not only from the shard's own
/// @param groupId            the group under which offsets are committed, for lag tools; nothing else depends on it
/// @param checkInterval      how often it is checked that cluster and topics are still the same ones
/// @param client             any property of Kafka's consumer, by Kafka's name; those that exactly-once rests on are
/// ours
public record SourceConfig(
        String bootstrapServers,
        String blocksTopic,
        String transactionsTopic,
        boolean fanIn,
        String groupId,
        Duration checkInterval,
        Map<String, String> client) {
    public SourceConfig {
        client = Map.copyOf(new TreeMap<>(client));
        notEmpty("source.bootstrap-servers", bootstrapServers, "localhost:9092");
        notEmpty("source.blocks-topic", blocksTopic, "blocks");
        notEmpty("source.transactions-topic", transactionsTopic, "transactions");
        notEmpty("source.group-id", groupId, "cairn");
        if (!checkInterval.isPositive()) {
            throw new IllegalArgumentException("source.check-interval is " + checkInterval
                    + ", but it has to be longer than zero; 10s is a good start");
        }
    }

    private static void notEmpty(String property, String value, String example) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(property + " is empty, but it has to be set, as " + example);
        }
    }
}
