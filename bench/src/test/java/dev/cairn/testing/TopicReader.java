package dev.cairn.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads what a partition holds.
public final class TopicReader {
    private TopicReader() {}

    /// All committed records, from the partition's beginning to its present end.
    public static List<ConsumerRecord<byte[], byte[]>> committed(String bootstrapServers, String topic, int partition) {
        return all(bootstrapServers, new TopicPartition(topic, partition), "read_committed");
    }

    /// The same, with the records of aborted transactions.
    public static List<ConsumerRecord<byte[], byte[]>> uncommitted(
            String bootstrapServers, String topic, int partition) {
        return all(bootstrapServers, new TopicPartition(topic, partition), "read_uncommitted");
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(
            String bootstrapServers, TopicPartition partition, String isolation) {
        long end = end(bootstrapServers, partition);
        try (var consumer = consumer(bootstrapServers, isolation)) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    /// The end of all that was published. What a reader of committed records is told is the end may lie before the last
    /// transaction: its producer knows that it is committed a moment before the partition does.
    private static long end(String bootstrapServers, TopicPartition partition) {
        try (var consumer = consumer(bootstrapServers, "read_uncommitted")) {
            return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
        return new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation));
    }
}
