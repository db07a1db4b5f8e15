package dev.cairn.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.fault.Halt;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the source makes of what Kafka's consumer says. How that really behaves is tested with a real broker.
final class KafkaSourceTest {
    private static final SourcePartition BLOCKS = new SourcePartition("blocks", 0);
    private static final SourcePartition FIRST = new SourcePartition("transactions", 0);
    private static final SourcePartition SECOND = new SourcePartition("transactions", 1);
    private static final SourceConfig FAN_IN =
            new SourceConfig("a:1", "blocks", "transactions", true, "g", Duration.ofHours(1), Map.of());

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final KnownCluster cluster = new KnownCluster(1, 1);
    private final SourceWatch watch = new SourceWatch(cluster, cluster.feed(), "test");
    private final KafkaSource source = new KafkaSource(
            FAN_IN,
            cluster.feed(),
            cluster.feed().partitionsOf(0, FAN_IN),
            consumer,
            cluster,
            watch,
            ResumeOffsets.of(Map.of(BLOCKS, 5L)));

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void readingBeginsWhereTheDatabaseStandsAndElseAtTheBeginning() {
        cluster.ranges.put(FIRST, new OffsetRange(3, 9));

        assertThat(poll().positions()).isEqualTo(Map.of(BLOCKS, 5L, FIRST, 3L));
    }

    @Test
    void aRecordComesAsItLayInKafka() {
        poll();
        var record = new ConsumerRecord<>("blocks", 0, 5, bytes("key"), bytes("value"));
        record.headers().add("content-type", bytes("application/json")).add("trace", null);
        consumer.updateEndOffsets(Map.of(kafkas(BLOCKS), 8L, kafkas(FIRST), 0L));
        consumer.addRecord(record);

        SourceBatch batch = poll();

        assertThat(batch.records()).singleElement().satisfies(got -> {
            assertThat(got.partition()).isEqualTo(BLOCKS);
            assertThat(got.offset()).isEqualTo(5);
            assertThat(got.contentType()).isEqualTo("application/json");
            assertThat(got.key()).isEqualTo(bytes("key"));
            assertThat(got.value()).isEqualTo(bytes("value"));
            assertThat(got.headers()).extracting(SourceHeader::name).containsExactly("content-type", "trace");
        });
        assertThat(batch.positions()).containsEntry(BLOCKS, 6L);
        assertThat(batch.ends()).containsEntry(BLOCKS, 8L);
    }

    @Test
    void pausingNamesAllThatAreToBePaused() {
        poll();

        source.pause(Set.of(BLOCKS, FIRST));
        assertThat(consumer.paused()).containsExactlyInAnyOrder(kafkas(BLOCKS), kafkas(FIRST));
        source.pause(Set.of(FIRST));
        assertThat(consumer.paused()).containsExactly(kafkas(FIRST));
    }

    @Test
    void readingGoesOnElsewhereFromTheNextPollOn() {
        poll();

        source.seek(ResumeOffsets.of(Map.of(BLOCKS, 7L, FIRST, 1L)));

        assertThat(poll().positions()).isEqualTo(Map.of(BLOCKS, 7L, FIRST, 1L));
    }

    @Test
    void aSeekThatFoundNoAnswerIsTriedAgain() {
        poll();
        source.seek(ResumeOffsets.of(Map.of(BLOCKS, 7L, FIRST, 1L)));
        cluster.failure = Optional.of(new SourceUnavailableException("down", new RuntimeException()));
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailableException.class);

        cluster.failure = Optional.empty();

        assertThat(poll().positions()).isEqualTo(Map.of(BLOCKS, 7L, FIRST, 1L));
    }

    @Test
    void aSeekToWhatIsGoneHalts() {
        source.seek(ResumeOffsets.of(Map.of(BLOCKS, 1_001L)));

        assertHalts(HaltReason.OFFSETS_GONE, "it ends at 1000");
    }

    @Test
    void partitionsThatATopicGetsAreReadFromTheirBeginning() {
        poll();
        cluster.topics.put("transactions", new Feed.Topic("transactions-id", 2));
        cluster.ranges.put(SECOND, new OffsetRange(2, 4));

        watch.look();

        assertThat(poll().positions()).isEqualTo(Map.of(BLOCKS, 5L, FIRST, 0L, SECOND, 2L));
        assertThat(source.partitions().transactions()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aTopicMadeAgainHaltsAtTheNextPoll() {
        poll();
        cluster.topics.put("blocks", new Feed.Topic("new-id", 1));

        watch.look();

        assertHalts(HaltReason.SOURCE_REPLACED, "new-id");
        assertHalts(HaltReason.SOURCE_REPLACED, "new-id");
    }

    @Test
    void offsetsThatGoWhileReadingHaltWithWhatIsThere() {
        poll();
        cluster.ranges.put(BLOCKS, new OffsetRange(8, 20));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(kafkas(BLOCKS), 5L)));

        assertHalts(HaltReason.OFFSETS_GONE, "blocks-0 from offset 5 on, but the oldest one there is 8");
    }

    @Test
    void offsetsOfATopicMadeAgainAreNotGoneButAnothers() {
        poll();
        cluster.topics.put("blocks", new Feed.Topic("new-id", 1));
        consumer.setPollException(new OffsetOutOfRangeException(Map.of(kafkas(BLOCKS), 5L)));

        assertHalts(HaltReason.SOURCE_REPLACED, "new-id");
    }

    @Test
    void whatMayPassIsNoHalt() {
        poll();
        consumer.setPollException(new KafkaException("no answer"));

        assertThatThrownBy(this::poll)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("no answer");
        assertThatCode(this::poll).doesNotThrowAnyException();
    }

    @Test
    void recordsThatCameDamagedHaltUntilTheyAreFetchedWhole() {
        poll();
        source.pause(Set.of(BLOCKS));
        consumer.setPollException(damaged("Record batch for partition blocks-0 at offset 5 is invalid"));
        assertHalts(HaltReason.SOURCE_DAMAGED, "topic blocks, partition 0, at offset 5");

        assertHalts(HaltReason.SOURCE_DAMAGED, "Record batch for partition blocks-0 at offset 5 is invalid");
        assertThat(consumer.paused()).as("the others wait").containsExactly(kafkas(FIRST));
        consumer.addRecord(new ConsumerRecord<>("blocks", 0, 5, bytes("key"), bytes("value")));

        assertThat(poll().records()).hasSize(1);
        assertThat(consumer.paused()).as("as it was wanted before").containsExactly(kafkas(BLOCKS));
    }

    @Test
    void whatABrokerKnowsToBeDamagedHaltsToo() {
        poll();
        consumer.setPollException(
                new KafkaException("Encountered corrupt message when fetching offset 5 for topic-partition blocks-0"));

        assertHalts(HaltReason.SOURCE_DAMAGED, "topic blocks, partition 0, at offset 5");
    }

    @Test
    void recordsEndASilenceAtOnce() {
        poll();
        cluster.failure = Optional.of(new SourceUnavailableException("down", new RuntimeException()));
        watch.look();
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailableException.class);
        consumer.addRecord(new ConsumerRecord<>("blocks", 0, 5, bytes("key"), bytes("value")));

        assertThat(poll().records()).hasSize(1);

        assertThatCode(this::poll).doesNotThrowAnyException();
    }

    @Test
    void aRefusalHalts() {
        poll();
        consumer.setPollException(new TopicAuthorizationException(Set.of("blocks")));

        assertHalts(HaltReason.SOURCE_REFUSED, "blocks");
    }

    @Test
    void whatIsRefusedStaysSoUntilTheWatchHasSeenThatAllMayBeReadThoughOtherPartitionsGoOn() {
        poll();
        Halt refusal = new Halt(HaltReason.SOURCE_REFUSED, "expected a right", "here", "Give it.");
        cluster.failure = Optional.of(new HaltException(refusal));
        consumer.setPollException(new TopicAuthorizationException(Set.of("transactions")));
        assertHalts(HaltReason.SOURCE_REFUSED, "expected a right (here). Give it.");
        consumer.addRecord(new ConsumerRecord<>("blocks", 0, 5, bytes("key"), bytes("value")));

        assertHalts(HaltReason.SOURCE_REFUSED, "expected a right");
        cluster.failure = Optional.empty();
        assertHalts(HaltReason.SOURCE_REFUSED, "expected a right");
        watch.look();

        assertThat(poll().records()).hasSize(1);
    }

    @Test
    void aWakeupMakesAPollReturnWithNothing() {
        poll();

        source.wakeup();

        assertThat(poll().records()).isEmpty();
    }

    @Test
    void offsetsAreToldToKafka() {
        poll();

        source.commit(ResumeOffsets.of(Map.of(BLOCKS, 4L)));

        assertThat(consumer.committed(Set.of(kafkas(BLOCKS)))).containsEntry(kafkas(BLOCKS), new OffsetAndMetadata(4));
    }

    @Test
    void aCommitThatFailsChangesNothing() {
        poll();
        consumer.setOffsetsException(new KafkaException("no coordinator"));

        assertThatCode(() -> source.commit(ResumeOffsets.of(Map.of(BLOCKS, 4L))))
                .doesNotThrowAnyException();
        assertThat(poll().positions()).containsEntry(BLOCKS, 5L);
    }

    @Test
    void closingClosesItsClients() {
        assertThat(source.clientForMetrics()).isSameAs(consumer);

        source.close();

        assertThat(consumer.closed()).isTrue();
        assertThat(cluster.closed).isTrue();
    }

    private SourceBatch poll() {
        return source.poll(Duration.ZERO);
    }

    private void assertHalts(HaltReason reason, String message) {
        assertThatThrownBy(this::poll)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    private static KafkaException damaged(String cause) {
        return new KafkaException(
                "Received exception when fetching the next record from blocks-0. If needed, please seek past the record"
                        + " to continue consumption.",
                new KafkaException(cause));
    }

    private static TopicPartition kafkas(SourcePartition partition) {
        return KafkaCluster.kafkas(partition);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
