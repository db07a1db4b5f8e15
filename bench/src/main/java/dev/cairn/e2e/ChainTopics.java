package dev.cairn.e2e;

import dev.cairn.broker.LocalBroker;
import dev.cairn.e2e.child.Order;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.SyntheticChain;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The topics that all contenders read: one partition each, so that their order is the chain's.
final class ChainTopics {
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.BATCH_SIZE_CONFIG,
            512 << 10,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            128L << 20);

    private ChainTopics() {}

    /// Makes the topics and publishes the whole chain, each block's event before its transactions.
    static void fill(LocalBroker broker, SyntheticChain chain) {
        broker.createTopic(Order.BLOCKS_TOPIC, 1, Map.of());
        broker.createTopic(Order.TRANSACTIONS_TOPIC, 1, Map.of());
        AtomicReference<Optional<Exception>> failure = new AtomicReference<>(Optional.empty());
        try (Producer<byte[], byte[]> producer = producer(broker)) {
            for (FeedRecord record : chain.feed()) {
                var _ = producer.send(kafkaRecord(record, chain), (_, e) -> {
                    if (e != null) {
                        failure.set(Optional.of(e));
                    }
                });
            }
            producer.flush();
        }
        failure.get().ifPresent(e -> {
            throw new IllegalStateException("expected the local broker to take every record of the chain", e);
        });
    }

    private static Producer<byte[], byte[]> producer(LocalBroker broker) {
        Map<String, Object> settings = new HashMap<>(PRODUCER);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return new KafkaProducer<>(settings);
    }

    /// With the block's time, by which Kafka Streams chooses what to read next of two topics.
    private static ProducerRecord<byte[], byte[]> kafkaRecord(FeedRecord record, SyntheticChain chain) {
        String topic = switch (record.stream()) {
            case BLOCKS -> Order.BLOCKS_TOPIC;
            case TRANSACTIONS -> Order.TRANSACTIONS_TOPIC;
        };
        return new ProducerRecord<>(topic, 0, chain.timestampMs(record.block()), record.key(), record.value());
    }
}
