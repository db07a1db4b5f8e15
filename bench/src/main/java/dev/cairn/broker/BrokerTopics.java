package dev.cairn.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes, cuts and deletes the topics of one broker.
final class BrokerTopics {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> adminConfig;

    BrokerTopics(String bootstrapServers) {
        this.adminConfig = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    void create(String name, int partitions, Map<String, String> configs) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        ask("to create topic '" + name + "'", admin -> {
            answer(admin.createTopics(List.of(topic)).all());
            awaitKnown(admin, name, true);
            // A partition that is known may still be without a leader; this question waits for one.
            return answer(admin.listOffsets(ends(name, partitions)).all());
        });
    }

    private static Map<TopicPartition, OffsetSpec> ends(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
    }

    void delete(String name) {
        ask("to delete topic '" + name + "'", admin -> {
            answer(admin.deleteTopics(List.of(name)).all());
            awaitKnown(admin, name, false);
            return name;
        });
    }

    void deleteRecords(TopicPartition partition, long beforeOffset) {
        var records = Map.of(partition, RecordsToDelete.beforeOffset(beforeOffset));
        ask(
                "to delete the records of " + partition + " before offset " + beforeOffset,
                admin -> answer(admin.deleteRecords(records).all()));
    }

    Uuid id(String name) {
        return ask("to describe topic '" + name + "'", admin -> description(admin, name))
                .topicId();
    }

    /// The controller has made or deleted the topic; the broker hears of it a few milliseconds later. A client that
    /// asks in between is told the old state, and not every client asks again.
    private static void awaitKnown(Admin admin, String name, boolean expected)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (known(admin, name) != expected) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("the controller has changed topic '" + name + "', the broker has not");
            }
        }
    }

    private static boolean known(Admin admin, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return !description(admin, name).partitions().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static TopicDescription description(Admin admin, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer(admin.describeTopics(List.of(name)).allTopicNames())
                .values()
                .iterator()
                .next();
    }

    private interface Question<A> {
        A of(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <A> A ask(String expected, Question<A> question) {
        try (Admin admin = Admin.create(adminConfig)) {
            return question.of(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "expected the local broker " + expected + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "expected the local broker " + expected + " within " + ANSWER_WITHIN.toSeconds()
                            + " s; it may be paused or stopped",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the local broker was asked " + expected, e);
        }
    }

    private static <A> A answer(KafkaFuture<A> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
