package dev.cairn.source;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.broker.LocalBroker;
import dev.cairn.broker.StoredLog;
import dev.cairn.fault.HaltException;
import dev.cairn.fault.HaltReason;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.testing.BrokerOfTheClass;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerOfTheClass.class)
final class KafkaSourceIT {
    private final LocalBroker broker;

    KafkaSourceIT(LocalBroker broker) {
        this.broker = broker;
    }

    @Test
    void whatWasAbortedIsNeverSeenAndMarkersAreNoLag() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.inTransactions(broker, "feed-of-" + topics.blocks());
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.begin();
            publisher.publish(topics.blocks(), 0, "b1", "b2");
            publisher.publish(topics.transactions(), 0, "t1");
            publisher.commit();
            publisher.begin();
            publisher.publish(topics.blocks(), 0, "aborted");
            publisher.publish(topics.transactions(), 0, "aborted", "aborted");
            publisher.abort();
            publisher.begin();
            publisher.publish(topics.blocks(), 0, "b3");
            publisher.commit();

            Reading reading = new Reading(source).untilRecords(4).untilEnd();

            assertThat(reading.valuesOf(topics.blocks())).containsExactly("b1", "b2", "b3");
            assertThat(reading.valuesOf(topics.transactions())).containsExactly("t1");
            assertThat(reading.positions())
                    .isEqualTo(Map.of(topics.blocksPartition(), 7L, topics.transactionsPartition(0), 5L));

            publisher.begin();
            publisher.publish(topics.blocks(), 0, "open");
            assertThat(reading.once().once().untilEnd().values())
                    .as("what is not committed yet is not to be read, so it is no lag")
                    .doesNotContain("open");
            publisher.commit();
            assertThat(reading.untilRecords(5).values()).contains("open");
        }
    }

    @Test
    void recordsOfTwentyMegabytesPass() {
        Topics topics = Topics.on(broker, 1);
        byte[] large = new byte[20_000_000];
        new Random(7).nextBytes(large);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.publish(topics.blocks(), 0, "before");
            publisher.publish(topics.blocks(), 0, large);
            publisher.publish(topics.transactions(), 0, large);
            publisher.publish(topics.blocks(), 0, "after");

            Reading reading = new Reading(source).untilRecords(4).untilEnd();

            assertThat(reading.valuesOf(topics.blocks())).containsExactly("before", "20000000 bytes", "after");
            assertThat(reading.records())
                    .filteredOn(record -> record.bytes() > 100)
                    .allSatisfy(record ->
                            assertThat(Arrays.equals(record.value(), large)).isTrue());
        }
    }

    @Test
    void aPausedPartitionKeepsItsRecordsForLaterAndSeekingGoesBack() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.publish(topics.transactions(), 0, "t1", "t2");
            Reading reading = new Reading(source).untilRecords(2);
            source.pause(Set.of(topics.transactionsPartition(0)));
            publisher.publish(topics.transactions(), 0, "t3");
            publisher.publish(topics.blocks(), 0, "b1", "b2");

            assertThat(reading.until(() -> reading.valuesOf(topics.blocks()).size() == 2)
                            .once()
                            .valuesOf(topics.transactions()))
                    .containsExactly("t1", "t2");

            source.pause(Set.of());
            assertThat(reading.untilRecords(5).untilEnd().valuesOf(topics.transactions()))
                    .containsExactly("t1", "t2", "t3");

            source.seek(ResumeOffsets.of(Map.of(topics.blocksPartition(), 1L, topics.transactionsPartition(0), 2L)));
            assertThat(new Reading(source).untilRecords(2).untilEnd().values()).containsExactlyInAnyOrder("b2", "t3");
        }
    }

    @Test
    void readingGoesOnAtTheStoredOffsets() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker)) {
            publisher.publish(topics.blocks(), 0, "b1", "b2", "b3");
            publisher.publish(topics.transactions(), 0, "t1");
        }
        var stored = ResumeOffsets.of(Map.of(topics.blocksPartition(), 2L, topics.transactionsPartition(0), 1L));

        try (var source = topics.open(broker, stored)) {
            assertThat(new Reading(source).untilRecords(1).untilEnd().values()).containsExactly("b3");
        }
    }

    @Test
    void offsetsThatAreNotThereAtStartHalt() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker)) {
            publisher.publish(topics.blocks(), 0, "b1", "b2", "b3");
        }
        broker.deleteRecords(topics.blocks(), 0, 2);

        assertHalts(
                HaltReason.OFFSETS_GONE,
                "from offset 1 on, but the oldest one there is 2",
                () -> topics.open(broker, ResumeOffsets.of(Map.of(topics.blocksPartition(), 1L))));
        assertHalts(
                HaltReason.OFFSETS_GONE,
                "it ends at 3",
                () -> topics.open(broker, ResumeOffsets.of(Map.of(topics.blocksPartition(), 4L))));
    }

    @Test
    void offsetsThatGoWhileReadingHalt() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.publish(topics.blocks(), 0, "b1");
            Reading reading = new Reading(source).untilRecords(1);
            source.pause(Set.of(topics.blocksPartition()));
            // The fetch that was under way comes back empty, and no other is sent.
            reading.once();
            publisher.publish(topics.blocks(), 0, "b2", "b3");
            broker.deleteRecords(topics.blocks(), 0, 2);
            source.pause(Set.of());

            assertHalts(
                    HaltReason.OFFSETS_GONE,
                    "from offset 1 on, but the oldest one there is 2",
                    () -> reading.until(() -> false));
            assertThat(reading.values()).containsExactly("b1");
        }
    }

    @Test
    void aTopicMadeAgainHasAnotherIdentity() {
        Topics topics = Topics.on(broker, 1);
        SourceConfig config = topics.config(broker, false, Map.of());
        SourceIdentity before = Topics.feed(config).identity();
        broker.deleteTopic(topics.blocks());
        topics.create(broker, topics.blocks(), 1);

        SourceIdentity after = Topics.feed(config).identity();

        assertThat(after.clusterId()).isEqualTo(before.clusterId()).isEqualTo(broker.clusterId());
        assertThat(after.topicIds())
                .isNotEqualTo(before.topicIds())
                .containsEntry(topics.blocks(), broker.topicId(topics.blocks()).toString());
    }

    @Test
    void aTopicMadeAgainWhileReadingHalts() {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.publish(topics.blocks(), 0, "b1");
            Reading reading = new Reading(source).untilRecords(1);
            String before = broker.topicId(topics.blocks()).toString();
            broker.deleteTopic(topics.blocks());
            topics.create(broker, topics.blocks(), 1);

            assertHalts(
                    HaltReason.SOURCE_REPLACED,
                    // Whether it is seen in between, when it is not there, is a matter of luck.
                    "with id " + before + ", but it was deleted",
                    () -> reading.until(() -> false));
        }
    }

    @Test
    void aTopicDeletedWhileReadingHalts() {
        Topics topics = Topics.on(broker, 1);
        try (var source = topics.open(broker, ResumeOffsets.NONE)) {
            Reading reading = new Reading(source).once();
            broker.deleteTopic(topics.transactions());

            assertHalts(HaltReason.SOURCE_REPLACED, "but it was deleted", () -> reading.until(() -> false));
        }
    }

    @Test
    void aTopicThatIsMissingIsNamed() {
        var config = SourceConfig.standard(broker.bootstrapServers(), "no-blocks", "no-transactions");

        assertHalts(
                HaltReason.SOURCE_REFUSED,
                "expected topic 'no-blocks', but Kafka has none of that name",
                () -> Topics.open(config, ResumeOffsets.NONE));
    }

    @Test
    void recordsThatTheBrokersDiskHasDamagedHaltUntilTheyAreWholeAgain() {
        Topics topics = Topics.on(broker, 1);
        StoredLog log = StoredLog.of(broker, topics.blocks(), 0);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE)) {
            publisher.publish(topics.blocks(), 0, "b0", "b1");
            publisher.publish(topics.transactions(), 0, "t0");
            log.flipABit();
            Reading reading = new Reading(source);

            assertHalts(
                    HaltReason.SOURCE_DAMAGED,
                    "topic " + topics.blocks() + ", partition 0, at offset 1",
                    () -> reading.untilRecords(3));
            assertThat(reading.valuesOf(topics.blocks())).containsExactly("b0");
            publisher.publish(topics.transactions(), 0, "t1");
            assertHalts(HaltReason.SOURCE_DAMAGED, "partition 0, at offset 1", reading::once);

            log.flipABit();
            await().atMost(60, SECONDS)
                    .ignoreExceptions()
                    .until(() -> reading.once().values().contains("b1"));
            assertThat(reading.untilRecords(4).untilEnd().values()).containsExactlyInAnyOrder("b0", "t0", "b1", "t1");
        }
    }

    @Test
    void fanInReadsAllPartitionsAndThoseThatComeLater() throws Exception {
        Topics topics = Topics.on(broker, 2);
        try (var publisher = Publisher.to(broker);
                var source = Topics.open(topics.config(broker, true, Map.of()), ResumeOffsets.NONE);
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            publisher.publish(topics.transactions(), 0, "t0");
            publisher.publish(topics.transactions(), 1, "t1");
            Reading reading = new Reading(source).untilRecords(2);

            admin.createPartitions(Map.of(topics.transactions(), NewPartitions.increaseTo(3)))
                    .all()
                    .get(60, SECONDS);
            publisher.publish(topics.transactions(), 2, "t2");

            assertThat(reading.untilRecords(3).untilEnd().values()).containsExactlyInAnyOrder("t0", "t1", "t2");
            assertThat(reading.positions().keySet())
                    .isEqualTo(Set.copyOf(source.partitions().all()))
                    .contains(new SourcePartition(topics.transactions(), 2));
        }
    }

    @Test
    void offsetsAreToldToKafkaForItsTools() throws Exception {
        Topics topics = Topics.on(broker, 1);
        try (var publisher = Publisher.to(broker);
                var source = topics.open(broker, ResumeOffsets.NONE);
                var admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            publisher.publish(topics.blocks(), 0, "b1");
            Reading reading = new Reading(source).untilRecords(1);

            await().atMost(60, SECONDS).untilAsserted(() -> {
                source.commit(ResumeOffsets.of(Map.of(topics.blocksPartition(), 1L)));
                reading.once();
                assertThat(admin.listConsumerGroupOffsets("group-of-" + topics.blocks())
                                .partitionsToOffsetAndMetadata()
                                .get(60, SECONDS))
                        .isEqualTo(Map.of(new TopicPartition(topics.blocks(), 0), new OffsetAndMetadata(1)));
            });
        }
    }

    private static void assertHalts(HaltReason reason, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HaltException.class, e -> assertThat(e.halt().reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
