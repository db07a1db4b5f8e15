package dev.cairn.source;

import dev.cairn.model.ResumeOffsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Offsets told to Kafka for those who watch lag there. Nobody reads them back, so a failure is said once and
/// forgotten: the next commit tells more anyway.
final class OffsetCommits {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final String groupId;
    private boolean failing;

    OffsetCommits(Consumer<byte[], byte[]> consumer, String groupId) {
        this.consumer = consumer;
        this.groupId = groupId;
    }

    void commit(ResumeOffsets durable) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        durable.nextOffsets()
                .forEach((partition, offset) ->
                        offsets.put(KafkaCluster.kafkas(partition), new OffsetAndMetadata(offset)));
        try {
            consumer.commitAsync(offsets, (_, failure) -> ended(failure));
        } catch (KafkaException e) {
            ended(e);
        }
    }

    // The first commit of a new group meets a coordinator that is being made; the one after it tells.
    private void ended(@Nullable Exception failure) {
        if (failure != null && !failing) {
            LOG.atLevel(failure instanceof RetriableCommitFailedException ? Level.DEBUG : Level.WARN)
                    .addKeyValue("group", groupId)
                    .addKeyValue("cause", failure.getMessage())
                    .log("offsets not told to Kafka, so its tools show a lag that is none");
        }
        failing = failure != null;
    }
}
