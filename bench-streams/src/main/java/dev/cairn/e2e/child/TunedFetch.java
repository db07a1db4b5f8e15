package dev.cairn.e2e.child;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// Settings that let a consumer read four times as fast as the defaults do. All contenders have the same ones.
public final class TunedFetch {
    private TunedFetch() {}

    public static Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG, 4 << 20);
    }
}
