package dev.cairn.source;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A topic for records that are no events. A record is there at least once: after a crash it may be put there again.
public final class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaDeadLetters.class);

    private final DeadLettersConfig config;
    private final Producer<byte[], byte[]> producer;
    private final Runnable topicCheck;

    /// @param topicCheck  throws if the topic is not there, or takes no records from us
    KafkaDeadLetters(DeadLettersConfig config, Producer<byte[], byte[]> producer, Runnable topicCheck) {
        this.config = config;
        this.producer = producer;
        this.topicCheck = topicCheck;
    }

    /// Goes to the cluster that the feed is in, with the same rights.
    ///
    /// @throws HaltException  if the topic is not there or takes nothing from us: seen before the first bad record
    /// @throws SourceUnavailableException  if Kafka does not say
    public static KafkaDeadLetters open(SourceConfig source, DeadLettersConfig config, int shard) {
        if (source.topics().contains(config.topic())) {
            throw new IllegalArgumentException("dead-letters.topic is '" + config.topic()
                    + "', which the worker reads from; give dead letters a topic of their own");
        }
        String clientOf = "shard-" + shard;
        Runnable topicCheck = () -> check(source, config.topic(), clientOf);
        topicCheck.run();
        try {
            return new KafkaDeadLetters(
                    config, new KafkaProducer<>(new ClientProperties(source, clientOf).producer()), topicCheck);
        } catch (KafkaException e) {
            throw KafkaFaults.of(e, "make a producer for dead letters", source.bootstrapServers());
        }
    }

    private static void check(SourceConfig source, String topic, String clientOf) {
        try (var cluster = KafkaCluster.of(source, clientOf)) {
            if (!cluster.canPutInto(topic)) {
                throw new HaltException(new Halt(
                        HaltReason.SOURCE_REFUSED,
                        "expected topic '" + topic + "' for dead letters, but Kafka has none of that name",
                        source.bootstrapServers(),
                        "Create it, or correct dead-letters.topic."));
            }
        }
    }

    @Override
    public void put(SourceRecord record, String cause) {
        String where = "topic " + config.topic();
        try {
            var _ = producer.send(new ProducerRecord<>(
                            config.topic(), null, null, record.key(), record.value(), headers(record, cause)))
                    .get();
        } catch (ExecutionException e) {
            throw failed(KafkaFaults.causeOf(e), where);
        } catch (InterruptedException e) {
            throw failed(new InterruptException(e), where);
        } catch (KafkaException e) {
            throw failed(e, where);
        }
        LOG.atWarn()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("deadLetters", config.topic())
                .addKeyValue("cause", cause)
                .log("record put aside");
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private RuntimeException failed(RuntimeException cause, String where) {
        if (cause instanceof RecordTooLargeException) {
            return new HaltException(
                    new Halt(
                            HaltReason.SOURCE_REFUSED,
                            "expected to put a record aside, but its topic refuses it: " + cause.getMessage(),
                            where,
                            "Raise max.message.bytes of topic " + config.topic() + "."),
                    cause);
        }
        // A producer is not told which right is missing.
        if (cause instanceof ApiException && !(cause instanceof RetriableException)) {
            topicCheck.run();
        }
        return KafkaFaults.of(cause, "put a record aside; is its topic there?", where);
    }

    private static List<Header> headers(SourceRecord record, String cause) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new RecordHeader(header.name(), header.value())));
        headers.add(header("cairn-cause", cause));
        headers.add(header("cairn-topic", record.partition().topic()));
        headers.add(
                header("cairn-partition", Integer.toString(record.partition().partition())));
        headers.add(header("cairn-offset", Long.toString(record.offset())));
        return headers;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
