package dev.cairn.source;

import dev.cairn.model.ResumeOffsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Offsets told to Kafka for those who watch lag there. Nobody reads them back, so a failure is said once and
/// forgotten: the next commit tells more anyway.
final class OffsetCommits {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final SourceConfig config;
    private boolean told;

    OffsetCommits(Consumer<byte[], byte[]> consumer, SourceConfig config) {
        this.consumer = consumer;
        this.config = config;
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

    private void ended(@Nullable Exception failure) {
        if (failure == null) {
            told = false;
        } else if (failure instanceof RetriableCommitFailedException && !isRefusal(failure)) {
            // The first commit of a new group meets a coordinator that is being made; the one after it tells.
            tell(Level.DEBUG, failure, "nothing; the next commit tells more");
        } else if (!told) {
            told = true;
            tell(Level.WARN, failure, isRefusal(failure) ? whatToGrant() : "look at the brokers; reading goes on");
        }
    }

    private void tell(Level level, Exception failure, String whatToDo) {
        LOG.atLevel(level)
                .addKeyValue("group", config.groupId())
                .addKeyValue("cause", failure.getMessage())
                .addKeyValue("whatToDo", whatToDo)
                .log("offsets not told to Kafka, so its tools show a lag that is none");
    }

    /// A group whose coordinator may not even be asked for is told as one that has none for now.
    private static boolean isRefusal(Exception failure) {
        return failure instanceof GroupAuthorizationException
                || failure.getCause() instanceof GroupAuthorizationException;
    }

    private String whatToGrant() {
        return new MissingRight(AclOperation.READ, ResourceType.GROUP, new TreeSet<>(Set.of(config.groupId())))
                .whatToDo(config.bootstrapServers());
    }
}
