package dev.cairn.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What Kafka's clients are made with: our defaults, over them the operator's properties, over them what is ours.
final class ClientProperties {
    private static final int PUT_ASIDE_WITHIN_MS = 3_000;

    private final SourceConfig config;
    private final String clientId;

    /// @param of  what the clients are for, behind the operator's `client.id`; two clients of a process need two names
    ClientProperties(SourceConfig config, String of) {
        this.config = config;
        this.clientId = config.client().getOrDefault(CommonClientConfigs.CLIENT_ID_CONFIG, "cairn") + "-" + of;
    }

    /// Measured: see the decision record of the source.
    Map<String, Object> consumer() {
        Map<String, Object> properties = new HashMap<>();
        // The next fetch is sent when the last records of the one before are handed out. So the more are handed out at
        // once, the more work there is to do until the answer comes.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        // What waits in the client is one such answer for each broker; a record that is larger passes all the same.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        // A fetch waits for all of its partitions together, and one that is added meanwhile waits for the next fetch.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        // The kernel finds the size by itself, if it is left alone.
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        properties.putAll(config.client());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    Map<String, Object> admin() {
        Map<String, Object> properties = shared(AdminClientConfig.configNames());
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId + "-admin");
        return properties;
    }

    /// For records that are put aside. Whoever puts one aside waits and cannot be woken up, so it has to end soon, one
    /// way or the other: a worker that is told to stop has ten seconds for this, the last flush, and closing. It is
    /// tried again anyway.
    Map<String, Object> producer() {
        Map<String, Object> properties = shared(ProducerConfig.configNames());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId + "-dead-letters");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PUT_ASIDE_WITHIN_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PUT_ASIDE_WITHIN_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PUT_ASIDE_WITHIN_MS);
        // The topic's own limit decides what is too large. A record that came compressed may need it to fit again.
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 256 << 20);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 256L << 20);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    /// Security, addresses and patience: what other clients know by the same names.
    private Map<String, Object> shared(Set<String> known) {
        Map<String, Object> properties = new HashMap<>();
        config.client().forEach((name, value) -> {
            if (known.contains(name) || name.startsWith("config.providers")) {
                properties.put(name, value);
            }
        });
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        return properties;
    }
}
