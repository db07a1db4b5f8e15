package dev.cairn.feed;

import dev.cairn.synthetic.EventFormat;
import dev.cairn.synthetic.FeedRecord;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/// Gives each record of a feed its topic, partition and header.
final class Addressing {
    /// 2^64 / the golden ratio: its multiples are spread evenly, and no two neighbours are close.
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final FeedTopics topics;
    private final Map<EventFormat, List<Header>> headers = new EnumMap<>(EventFormat.class);
    private long transactions;

    Addressing(FeedTopics topics, boolean contentTypeHeaders) {
        this.topics = topics;
        for (EventFormat format : EventFormat.values()) {
            headers.put(format, contentTypeHeaders ? List.of(header(format)) : List.of());
        }
    }

    private static Header header(EventFormat format) {
        return new RecordHeader("content-type", format.contentType().getBytes(StandardCharsets.UTF_8));
    }

    ProducerRecord<byte[], byte[]> addressed(FeedRecord record) {
        return switch (record.stream()) {
            case BLOCKS -> to(topics.blocks(), topics.blocksPartition(), record);
            case TRANSACTIONS -> to(topics.transactions(), nextTransactionsPartition(), record);
        };
    }

    private ProducerRecord<byte[], byte[]> to(String topic, int partition, FeedRecord record) {
        return new ProducerRecord<>(topic, partition, null, record.key(), record.value(), headers.get(record.format()));
    }

    private int nextTransactionsPartition() {
        long spread = (transactions++ * SPREAD) >>> Integer.SIZE;
        return topics.firstTransactionsPartition()
                + (int) ((spread * topics.transactionsPartitions()) >>> Integer.SIZE);
    }
}
