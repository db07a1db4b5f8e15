package dev.cairn.source;

import dev.cairn.model.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Kafka's records in words of ours. Nothing is copied.
final class PolledRecords {
    private static final String CONTENT_TYPE = "content-type";

    private PolledRecords() {}

    static List<SourceRecord> of(ConsumerRecords<byte[], byte[]> polled) {
        List<SourceRecord> records = new ArrayList<>(polled.count());
        for (TopicPartition topicPartition : polled.partitions()) {
            var partition = new SourcePartition(topicPartition.topic(), topicPartition.partition());
            for (ConsumerRecord<byte[], byte[]> kafkas : polled.records(topicPartition)) {
                records.add(new SourceRecord(
                        partition,
                        kafkas.offset(),
                        kafkas.timestamp(),
                        contentType(kafkas.headers()),
                        kafkas.key(),
                        headers(kafkas.headers()),
                        kafkas.value()));
            }
        }
        return records;
    }

    private static @Nullable String contentType(Headers headers) {
        Header header = headers.lastHeader(CONTENT_TYPE);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<SourceHeader> headers(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) {
            return List.of();
        }
        List<SourceHeader> ours = new ArrayList<>(all.length);
        for (Header header : all) {
            ours.add(new SourceHeader(header.key(), header.value()));
        }
        return ours;
    }
}
