package dev.cairn.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Makes the topics of one broker.
final class BrokerTopics {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> adminConfig;

    BrokerTopics(String bootstrapServers) {
        this.adminConfig = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    void create(String name, int partitions, Map<String, String> configs) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        try (Admin admin = Admin.create(adminConfig)) {
            await(admin.createTopics(List.of(topic)).all());
            awaitKnown(admin, name);
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to create topic '" + name + "': " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("expected an answer of the local broker within " + ANSWER_WITHIN, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topic '" + name + "' was being created", e);
        }
    }

    /// The controller has made the topic; the broker hears of it a few milliseconds later. A client that asks in
    /// between is told that there is no such topic, and not every client asks again.
    private static void awaitKnown(Admin admin, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (!known(admin, name)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("topic '" + name + "' was created, but the broker does not know it yet");
            }
        }
    }

    private static boolean known(Admin admin, String name)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            await(admin.describeTopics(List.of(name)).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static void await(KafkaFuture<?> answer) throws ExecutionException, InterruptedException, TimeoutException {
        answer.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
