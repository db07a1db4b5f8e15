package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaDeadLettersTest {
    private static final DeadLettersConfig CONFIG = new DeadLettersConfig("aside");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeadLetters deadLetters = new KafkaDeadLetters(CONFIG, producer, () -> {});

    @Test
    void aRecordIsPutAsideWholeWithWhereItLayAndWhatIsWrong() {
        var record = new SourceRecord(
                new SourcePartition("blocks", 3),
                17,
                0,
                null,
                bytes("key"),
                List.of(new SourceHeader("trace", bytes("abc")), new SourceHeader("empty", null)),
                bytes("value"));

        deadLetters.put(record, "no event");

        assertThat(producer.history()).singleElement().satisfies(sent -> {
            assertThat(sent.topic()).isEqualTo("aside");
            assertThat(sent.key()).isEqualTo(bytes("key"));
            assertThat(sent.value()).isEqualTo(bytes("value"));
            assertThat(Arrays.stream(sent.headers().toArray())
                            .map(header -> header.key() + "="
                                    + (header.value() == null
                                            ? null
                                            : new String(header.value(), StandardCharsets.UTF_8))))
                    .containsExactly(
                            "trace=abc",
                            "empty=null",
                            "cairn-cause=no event",
                            "cairn-topic=blocks",
                            "cairn-partition=3",
                            "cairn-offset=17");
        });
    }

    @Test
    void aRecordThatIsNotStoredHasNotBeenPutAside() {
        producer.sendException = new TimeoutException("no answer");

        assertThatThrownBy(() -> deadLetters.put(aRecord(), "no event"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("(topic aside), but no answer");
    }

    @Test
    void aTopicThatTakesNoRecordOfThatSizeIsNamed() {
        producer.sendException = new RecordTooLargeException("20 MB");

        assertThatThrownBy(() -> deadLetters.put(aRecord(), "no event"))
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(HaltReason.SOURCE_REFUSED))
                .hasMessageContaining("Raise max.message.bytes of topic aside");
    }

    @Test
    void whatIsRefusedIsToldByTheTopicsCheckWhichKnowsWhatIsMissing() {
        producer.sendException = new ClusterAuthorizationException("Cluster authorization failed.");
        var missing = new HaltException(new Halt(HaltReason.SOURCE_REFUSED, "expected a right", "here", "Give it."));
        var checked = new KafkaDeadLetters(CONFIG, producer, () -> {
            throw missing;
        });

        assertThatThrownBy(() -> checked.put(aRecord(), "no event")).isSameAs(missing);
        assertThatThrownBy(() -> deadLetters.put(aRecord(), "no event"))
                .as("when nothing is missing any more")
                .isInstanceOf(HaltException.class)
                .hasMessageContaining("Cluster authorization failed");
    }

    @Test
    void whatTheBrokerSaysLaterCountsAsWell() {
        var slow = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                var future = super.send(record);
                var _ = errorNext(new KafkaException("disk full"));
                return future;
            }
        };

        assertThatThrownBy(() -> new KafkaDeadLetters(CONFIG, slow, () -> {}).put(aRecord(), "no event"))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void aTopicThatIsReadFromTakesNoDeadLetters() {
        var source = SourceConfig.standard("localhost:9092", "blocks", "aside");

        assertThatThrownBy(() -> KafkaDeadLetters.open(source, CONFIG, 0))
                .hasMessageContaining("dead-letters.topic is 'aside', which the worker reads from");
    }

    @Test
    void closingClosesTheProducer() {
        deadLetters.close();

        assertThat(producer.closed()).isTrue();
    }

    private static SourceRecord aRecord() {
        return SourceRecord.of(new SourcePartition("blocks", 0), 1, null, bytes("value"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
