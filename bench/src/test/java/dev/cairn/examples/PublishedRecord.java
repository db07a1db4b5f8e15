package dev.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What a record of a producer says, whatever form it has.
///
/// @param headers the names and values of all headers, in order
record PublishedRecord(ByteString key, List<String> headers, ChainEvent event) {
    private static final String JSON = "content-type: application/json";
    private static final String PROTOBUF = "content-type: application/x-protobuf";

    /// All records of a topic of one partition, from its beginning to its present end.
    static List<PublishedRecord> allOf(String bootstrapServers, String topic) {
        return TopicReader.committed(bootstrapServers, topic, 0).stream()
                .map(PublishedRecord::of)
                .toList();
    }

    boolean isJson() {
        return headers.equals(List.of(JSON));
    }

    private static PublishedRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + ": " + utf8(header.value())));
        return new PublishedRecord(ByteString.copyFrom(record.key()), headers, parse(headers, record.value()));
    }

    private static ChainEvent parse(List<String> headers, byte[] value) {
        assertThat(headers).hasSize(1).isSubsetOf(JSON, PROTOBUF);
        try {
            if (!headers.contains(JSON)) {
                return ChainEvent.parseFrom(value);
            }
            var event = ChainEvent.newBuilder();
            JsonFormat.parser().merge(utf8(value), event);
            return event.build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("expected a ChainEvent with " + headers + ", got: " + utf8(value), e);
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
