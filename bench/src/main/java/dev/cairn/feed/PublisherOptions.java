package dev.cairn.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// How a feed is published.
///
/// @param contentTypeHeaders whether each record says in a header what form it has. Without, it is the topic's setting
///                           that tells, so all records have to have one form
public record PublisherOptions(FeedTopics topics, Delivery delivery, Pace pace, boolean contentTypeHeaders) {
    private static final int MEBIBYTE = 1 << 20;

    /// At full speed, once, with headers: what a good exporter does with its history.
    public static PublisherOptions to(FeedTopics topics) {
        return new PublisherOptions(topics, new Delivery.Idempotent(), Pace.fullSpeed(), true);
    }

    public PublisherOptions withDelivery(Delivery value) {
        return new PublisherOptions(topics, value, pace, contentTypeHeaders);
    }

    public PublisherOptions withPace(Pace value) {
        return new PublisherOptions(topics, delivery, value, contentTypeHeaders);
    }

    public PublisherOptions withoutContentTypeHeaders() {
        return new PublisherOptions(topics, delivery, pace, false);
    }

    Map<String, Object> producerConfig(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 24 * MEBIBYTE);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MEBIBYTE);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, MEBIBYTE / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, pace.isFullSpeed() ? 10 : 0);
        // A broker that is away for a minute or two is waited for.
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 300_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000);
        switch (delivery) {
            case Delivery.Plain() -> {
                config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
                config.put(ProducerConfig.ACKS_CONFIG, "1");
                // With more, a batch that is sent again would come after its successor.
                config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
            }
            case Delivery.Idempotent() -> config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            case Delivery.InTransactions _ -> {
                config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "feed-" + UUID.randomUUID());
                config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 600_000);
            }
        }
        return config;
    }
}
