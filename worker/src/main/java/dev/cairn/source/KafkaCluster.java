package dev.cairn.source;

import dev.cairn.fault.HaltException;
import dev.cairn.model.SourcePartition;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/// Asks a Kafka cluster, with an admin client of its own. No answer is waited for longer than a few seconds, since a
/// worker that is told to stop waits for the question.
final class KafkaCluster implements SourceCluster {
    private static final int ANSWER_WITHIN_MS = 5_000;

    private final SourceConfig config;
    private final Admin admin;

    private KafkaCluster(SourceConfig config, Admin admin) {
        this.config = config;
        this.admin = admin;
    }

    /// @throws SourceUnavailableException  if none of the brokers' names can be resolved
    static KafkaCluster of(SourceConfig config, String clientOf) {
        try {
            return new KafkaCluster(config, Admin.create(new ClientProperties(config, clientOf).admin()));
        } catch (KafkaException e) {
            throw KafkaFaults.of(e, "make a client of Kafka", config.bootstrapServers());
        }
    }

    @Override
    public Feed feed() {
        var withinCluster = new DescribeClusterOptions().timeoutMs(ANSWER_WITHIN_MS);
        // Both are asked before either is waited for, so no answer costs a timeout once and not twice.
        var cluster = admin.describeCluster(withinCluster);
        var descriptions = describe(config.topics());
        String clusterId = answer(cluster.clusterId(), "ask for the cluster's id");
        SortedMap<String, Feed.Topic> topics = new TreeMap<>();
        thoseFor(AclOperation.READ, descriptions)
                .forEach((name, topic) -> topics.put(
                        name,
                        new Feed.Topic(
                                topic.topicId().toString(), topic.partitions().size())));
        return new Feed(clusterId, topics);
    }

    /// Whether a topic is there that may be none of the feed's, to put records into.
    ///
    /// @throws HaltException  if nothing may be put there
    boolean canPutInto(String topic) {
        return thoseFor(AclOperation.WRITE, describe(Set.of(topic))).containsKey(topic);
    }

    private Map<String, KafkaFuture<TopicDescription>> describe(Set<String> topics) {
        return admin.describeTopics(
                        topics,
                        new DescribeTopicsOptions().timeoutMs(ANSWER_WITHIN_MS).includeAuthorizedOperations(true))
                .topicNameValues();
    }

    /// The topics that are there. Rights are asked for and not tried out: so all that are missing are known at once,
    /// and one that is needed some day is missed today.
    private SortedMap<String, TopicDescription> thoseFor(
            AclOperation use, Map<String, KafkaFuture<TopicDescription>> descriptions) {
        SortedMap<String, TopicDescription> there = new TreeMap<>();
        SortedSet<String> forbidden = new TreeSet<>();
        descriptions.forEach((name, description) -> {
            try {
                TopicDescription topic = answer(description, "ask for topic '" + name + "'");
                // Brokers that do not know what is allowed tell nothing.
                Set<AclOperation> allowed = topic.authorizedOperations();
                if (allowed == null || allowed.contains(use)) {
                    there.put(name, topic);
                } else {
                    forbidden.add(name);
                }
            } catch (SourceUnavailableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            } catch (HaltException e) {
                if (!(e.getCause() instanceof TopicAuthorizationException)) {
                    throw e;
                }
                forbidden.add(name);
            }
        });
        if (!forbidden.isEmpty()) {
            throw new HaltException(
                    new MissingRight(use, ResourceType.TOPIC, forbidden).halt(config.bootstrapServers()));
        }
        return there;
    }

    @Override
    public Map<SourcePartition, OffsetRange> ranges(Set<SourcePartition> partitions) {
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new OffsetRange(
                                answer(begins.partitionResult(kafkas(partition)), "ask where " + partition + " begins")
                                        .offset(),
                                answer(ends.partitionResult(kafkas(partition)), "ask where " + partition + " ends")
                                        .offset())));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    static TopicPartition kafkas(SourcePartition partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    private ListOffsetsResult offsets(Set<SourcePartition> partitions, OffsetSpec which) {
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(KafkaCluster::kafkas, _ -> which)),
                new ListOffsetsOptions().timeoutMs(ANSWER_WITHIN_MS));
    }

    private <T> T answer(KafkaFuture<T> future, String expected) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            RuntimeException cause = KafkaFaults.causeOf(e);
            throw cause instanceof TimeoutException silence
                    ? KafkaFaults.noAnswer(silence, expected, config)
                    : KafkaFaults.of(cause, expected, config.bootstrapServers());
        } catch (InterruptedException e) {
            throw KafkaFaults.of(new InterruptException(e), expected, config.bootstrapServers());
        }
    }
}
