package dev.cairn.source;

import dev.cairn.broker.LocalBroker;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes to one broker, and returns when it is stored.
public final class Publisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private Publisher(Map<String, Object> properties) {
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static Publisher to(LocalBroker broker) {
        return to(broker, Map.of());
    }

    /// With the rights that a client's properties give.
    static Publisher to(LocalBroker broker, Map<String, String> rights) {
        Map<String, Object> properties = properties(broker);
        properties.putAll(rights);
        return new Publisher(properties);
    }

    /// What it publishes has to be committed.
    static Publisher inTransactions(LocalBroker broker, String transactionalId) {
        Map<String, Object> properties = properties(broker);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        var publisher = new Publisher(properties);
        publisher.producer.initTransactions();
        return publisher;
    }

    void publish(String topic, int partition, String... values) {
        for (String value : values) {
            publish(topic, partition, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void publish(String topic, int partition, byte[] value) {
        publish(new ProducerRecord<>(topic, partition, null, value));
    }

    public void publish(ProducerRecord<byte[], byte[]> record) {
        try {
            var _ = producer.send(record).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("expected to publish to " + record.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + record.topic(), e);
        }
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static Map<String, Object> properties(LocalBroker broker) {
        return new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20));
    }
}
