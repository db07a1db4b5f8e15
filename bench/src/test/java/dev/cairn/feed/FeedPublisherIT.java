package dev.cairn.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.cairn.broker.LocalBroker;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.EventFormat;
import dev.cairn.synthetic.Feed;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.testing.BrokerOfTheClass;
import dev.cairn.testing.TopicReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(BrokerOfTheClass.class)
final class FeedPublisherIT {
    private static final int ANNOUNCEMENTS = 60;
    private static final SyntheticChain CHAIN = SyntheticChain.of(
            ChainSpec.standard().withReorgs(ReorgSpec.of(0.2, 4)).withTransactionsPerBlock(0, 30), ANNOUNCEMENTS);
    private static final FeedOptions MESSY =
            FeedOptions.tidy().withDuplicates(0.05, 50).withDisorder(40);
    private static final Feed FEED = CHAIN.feed(MESSY);
    private static final Delivery MANY_TRANSACTIONS = new Delivery.InTransactions(100, 0.5);

    private final LocalBroker broker;
    private static int topics;

    FeedPublisherIT(LocalBroker broker) {
        this.broker = broker;
    }

    static Stream<Delivery> deliveries() {
        return Stream.of(new Delivery.Plain(), new Delivery.Idempotent(), MANY_TRANSACTIONS);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void howeverItIsDeliveredTheBrokerHoldsTheFeedInItsOrder(Delivery delivery) throws Exception {
        FeedTopics topics = newTopics(1);
        FeedProgress progress = publish(FEED, PublisherOptions.to(topics).withDelivery(delivery));

        assertThat(values(topics.blocks(), 0)).isEqualTo(values(FEED, FeedStream.BLOCKS));
        assertThat(values(topics.transactions(), 0)).isEqualTo(values(FEED, FeedStream.TRANSACTIONS));
        long records = records(FEED).size();
        assertThat(progress).isEqualTo(new FeedProgress(ANNOUNCEMENTS, ANNOUNCEMENTS, records, records));
        assertThat(progress.toString()).startsWith("60 of 60 blocks announced, ");
    }

    @Test
    void oneTopicHoldsBothKindsOfEventsInTheOrderOfTheFeed() throws Exception {
        FeedTopics topic = FeedTopics.one(newTopic("both", 1));
        publish(FEED, PublisherOptions.to(topic));

        List<ByteString> feed =
                records(FEED).stream().map(FeedPublisherIT::valueOf).toList();
        assertThat(values(topic.blocks(), 0)).isEqualTo(feed);
    }

    @Test
    void transactionsAreSpreadOverAllPartitionsAndBlocksAreNot() throws Exception {
        FeedTopics topics = newTopics(3).withFanIn(3);
        publish(FEED, PublisherOptions.to(topics));

        List<ByteString> transactions = new ArrayList<>();
        List<ByteString> expected = values(FEED, FeedStream.TRANSACTIONS);
        for (int partition = 0; partition < 3; partition++) {
            List<ByteString> part = values(topics.transactions(), partition);
            assertThat(part.size()).isBetween(expected.size() / 4, expected.size() / 2);
            transactions.addAll(part);
        }
        assertThat(transactions).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(values(topics.blocks(), 0)).isEqualTo(values(FEED, FeedStream.BLOCKS));
    }

    @Test
    void aShardHasItsPartitionOfBothTopics() throws Exception {
        FeedTopics topics = newTopics(2).withShard(1);
        publish(FEED, PublisherOptions.to(topics));

        assertThat(values(topics.blocks(), 0)).isEmpty();
        assertThat(values(topics.transactions(), 0)).isEmpty();
        assertThat(values(topics.blocks(), 1)).isEqualTo(values(FEED, FeedStream.BLOCKS));
        assertThat(values(topics.transactions(), 1)).isEqualTo(values(FEED, FeedStream.TRANSACTIONS));
    }

    @Test
    void abortedTransactionsCarryWhatIsNoEventAndEventsWithOtherContent() throws Exception {
        FeedTopics topics = newTopics(1);
        publish(FEED, PublisherOptions.to(topics).withDelivery(new Delivery.InTransactions(100, 1)));

        var real = new HashSet<>(values(FEED, FeedStream.TRANSACTIONS));
        int garbage = 0;
        int forged = 0;
        for (var record : TopicReader.uncommitted(broker.bootstrapServers(), topics.transactions(), 0)) {
            ByteString value = ByteString.copyFrom(record.value());
            if (value.equals(ByteString.copyFromUtf8("no event"))) {
                garbage++;
            } else if (!real.contains(value)) {
                ChainEvent event = ChainEvent.parseFrom(value);
                assertThat(CHAIN.blockWithHash(event.getTransaction().getBlockHash()))
                        .isPresent();
                forged++;
            }
        }
        assertThat(garbage).isGreaterThan(50);
        assertThat(forged).isGreaterThan(50);
        assertThat(values(topics.transactions(), 0)).isEqualTo(values(FEED, FeedStream.TRANSACTIONS));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void eachRecordSaysItsForm(Delivery delivery) throws Exception {
        FeedTopics topics = newTopics(1);
        Feed mixed = CHAIN.feed(MESSY.withJson(0.3));
        publish(mixed, PublisherOptions.to(topics).withDelivery(delivery));

        List<String> expected = records(mixed).stream()
                .filter(record -> record.stream() == FeedStream.TRANSACTIONS)
                .map(record -> "content-type: " + record.format().contentType())
                .toList();
        assertThat(published(topics.transactions(), 0).stream()
                        .map(FeedPublisherIT::header)
                        .toList())
                .isEqualTo(expected)
                .contains("content-type: application/json", "content-type: application/x-protobuf");
        assertThat(values(topics.transactions(), 0)).isEqualTo(values(mixed, FeedStream.TRANSACTIONS));
    }

    @Test
    void withoutHeadersTheTopicsSettingHasToTellTheForm() throws Exception {
        FeedTopics topics = newTopics(1);
        Feed json = CHAIN.feed(MESSY.withJson(1));
        publish(json, PublisherOptions.to(topics).withoutContentTypeHeaders());

        assertThat(records(json)).allMatch(record -> record.format() == EventFormat.JSON);
        assertThat(published(topics.blocks(), 0))
                .hasSizeGreaterThanOrEqualTo(ANNOUNCEMENTS)
                .allMatch(record -> record.headers().toArray().length == 0);
    }

    @Test
    void aFeedCanBePublishedPieceByPiece() throws Exception {
        FeedTopics topics = newTopics(1);
        Feed tidy = CHAIN.feed();
        List<ByteString> blocks = values(tidy, FeedStream.BLOCKS);
        try (var publisher = new FeedPublisher(broker.bootstrapServers(), tidy, PublisherOptions.to(topics))) {
            publisher.publishUpTo(7);
            assertThat(publisher.progress().announcements()).isEqualTo(7);
            assertThat(values(topics.blocks(), 0)).isEqualTo(blocks.subList(0, 7));
            assertThat(values(topics.transactions(), 0))
                    .hasSize(IntStream.range(0, 7)
                            .filter(CHAIN::publishesTransactions)
                            .map(announcement -> CHAIN.transactions(CHAIN.announced(announcement)))
                            .sum());

            publisher.publishUpTo(7);
            assertThat(values(topics.blocks(), 0)).hasSize(7);

            publisher.publishAll();
            assertThat(values(topics.blocks(), 0)).isEqualTo(blocks);
            assertThat(values(topics.transactions(), 0)).isEqualTo(values(tidy, FeedStream.TRANSACTIONS));
        }
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void afterItsBurstAFeedWaitsAndCanBeStopped(Delivery delivery) throws Exception {
        FeedTopics topics = newTopics(1);
        PublisherOptions slow = PublisherOptions.to(topics)
                .withDelivery(delivery)
                .withPace(Pace.blocksPerSecond(0.001).afterBurstOf(5));
        try (var publisher = new FeedPublisher(broker.bootstrapServers(), CHAIN.feed(), slow)) {
            FutureTask<FeedProgress> feeding = new FutureTask<>(() -> {
                publisher.publishAll();
                return publisher.progress();
            });
            Thread.ofVirtual().start(feeding);
            await().until(() -> publisher.progress().acknowledgedRecords() > 0
                    && values(topics.blocks(), 0).size() == 5);

            publisher.stop();

            assertThat(feeding.get(1, TimeUnit.MINUTES).announcements()).isEqualTo(5);
        }
    }

    @Test
    void aBrokerThatIsKilledAndComesBackHoldsTheFeedOnce() throws Exception {
        FeedTopics topics = newTopics(1);
        Feed feed = SyntheticChain.of(CHAIN.spec(), 2_000).feed();
        try (var publisher = new FeedPublisher(broker.bootstrapServers(), feed, PublisherOptions.to(topics))) {
            publisher.publishUpTo(100);
            FutureTask<FeedProgress> feeding = new FutureTask<>(() -> {
                publisher.publishAll();
                return publisher.progress();
            });
            broker.kill();
            Thread.ofVirtual().start(feeding);
            broker.startAgain();
            assertThat(feeding.get(2, TimeUnit.MINUTES).announcements()).isEqualTo(2_000);
        }
        assertThat(values(topics.blocks(), 0)).isEqualTo(values(feed, FeedStream.BLOCKS));
        assertThat(values(topics.transactions(), 0)).isEqualTo(values(feed, FeedStream.TRANSACTIONS));
    }

    @Test
    void aRecordThatIsRefusedEndsTheFeedWithItsCause() {
        Feed one = SyntheticChain.of(ChainSpec.standard().withTransactionsPerBlock(0, 0), 1)
                .feed();
        String tiny = newTopic("tiny", 1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "10"));
        for (Delivery delivery : deliveries().toList()) {
            PublisherOptions options = PublisherOptions.to(FeedTopics.one(tiny)).withDelivery(delivery);
            assertThatThrownBy(() -> publish(one, options)).hasStackTraceContaining("RecordTooLargeException");
        }
        assertThat(values(tiny, 0)).isEmpty();
    }

    private FeedProgress publish(Feed feed, PublisherOptions options) throws InterruptedException {
        try (var publisher = new FeedPublisher(broker.bootstrapServers(), feed, options)) {
            publisher.publishAll();
            return publisher.progress();
        }
    }

    private FeedTopics newTopics(int partitions) {
        return FeedTopics.of(newTopic("blocks", partitions), newTopic("transactions", partitions));
    }

    private String newTopic(String name, int partitions) {
        return newTopic(name, partitions, Map.of());
    }

    private String newTopic(String name, int partitions, Map<String, String> configs) {
        String topic = name + "-" + topics++;
        broker.createTopic(topic, partitions, configs);
        return topic;
    }

    private List<ConsumerRecord<byte[], byte[]>> published(String topic, int partition) {
        return TopicReader.committed(broker.bootstrapServers(), topic, partition);
    }

    private List<ByteString> values(String topic, int partition) {
        return published(topic, partition).stream()
                .map(record -> ByteString.copyFrom(record.value()))
                .toList();
    }

    private static List<ByteString> values(Feed feed, FeedStream stream) {
        return records(feed).stream()
                .filter(record -> record.stream() == stream)
                .map(FeedPublisherIT::valueOf)
                .toList();
    }

    private static List<FeedRecord> records(Feed feed) {
        return StreamSupport.stream(feed.spliterator(), false).toList();
    }

    private static ByteString valueOf(FeedRecord record) {
        return ByteString.copyFrom(record.value());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + ": " + new String(header.value(), UTF_8)));
        return String.join("; ", headers);
    }
}
