package dev.cairn.runtime;

import dev.cairn.broker.LocalBroker;
import dev.cairn.config.ConfigInput;
import dev.cairn.config.ConfigLoader;
import dev.cairn.config.LoadedConfig;
import dev.cairn.feed.FeedPublisher;
import dev.cairn.feed.FeedTopics;
import dev.cairn.feed.PublisherOptions;
import dev.cairn.source.Publisher;
import dev.cairn.synthetic.Feed;
import dev.cairn.synthetic.FeedRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Where the workers of one test run: a broker, topics that no other test uses, a data directory, and settings.
public record Scene(LocalBroker broker, FeedTopics topics, Map<String, String> settings) {
    private static final AtomicInteger MADE = new AtomicInteger();

    /// What goes wrong is seen sooner, and what passes is tried again sooner.
    private static final Map<String, String> IMPATIENT = Map.of(
            "source.check-interval", "200ms",
            "source.kafka.reconnect.backoff.max.ms", "100",
            "pipeline.poll-timeout", "20ms",
            "pipeline.retry-after", "100ms");

    private static final Map<String, String> LARGE_RECORDS = Map.of("max.message.bytes", "21000000");

    /// With topics of one partition.
    public static Scene on(LocalBroker broker, Path directory) {
        return on(broker, directory, 1, 1);
    }

    static Scene on(LocalBroker broker, Path directory, int blocksPartitions, int transactionsPartitions) {
        int number = MADE.incrementAndGet();
        Map<String, String> settings = new HashMap<>(IMPATIENT);
        settings.put("data-directory", directory.resolve("data-" + number).toString());
        settings.put("profile", "light");
        settings.put("source.bootstrap-servers", broker.bootstrapServers());
        settings.put("source.blocks-topic", "blocks-of-" + number);
        settings.put("source.transactions-topic", "transactions-of-" + number);
        settings.put("source.group-id", "cairn-" + number);
        settings.put("assemble.finality-depth", Integer.toString(Chains.FINALITY_DEPTH));
        settings.put("flush.blocks", "20");
        settings.put("flush.interval", "100ms");
        settings.put("http.port", "0");
        var scene = new Scene(
                broker, FeedTopics.of("blocks-of-" + number, "transactions-of-" + number), Map.copyOf(settings));
        scene.create(scene.topics.blocks(), blocksPartitions);
        scene.create(scene.topics.transactions(), transactionsPartitions);
        return scene;
    }

    /// Both kinds of events in one topic.
    static Scene onOneTopic(LocalBroker broker, Path directory) {
        Scene scene = on(broker, directory);
        return scene.to(FeedTopics.one(scene.topics.blocks())).with("source.transactions-topic", scene.topics.blocks());
    }

    /// The same with one setting more, or another one.
    public Scene with(String key, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(key, value);
        return new Scene(broker, topics, Map.copyOf(more));
    }

    /// The same, waiting for Kafka as patiently as workers and Kafka's clients do by default.
    Scene patient() {
        Map<String, String> fewer = new HashMap<>(settings);
        fewer.keySet().removeAll(IMPATIENT.keySet());
        return new Scene(broker, topics, Map.copyOf(fewer));
    }

    /// The same, feeding other partitions.
    Scene to(FeedTopics others) {
        return new Scene(broker, others, settings);
    }

    void create(String topic, int partitions) {
        broker.createTopic(topic, partitions, LARGE_RECORDS);
    }

    void publish(Feed feed) {
        publish(feed, PublisherOptions.to(topics));
    }

    void publish(Feed feed, PublisherOptions options) {
        try (var publisher = new FeedPublisher(broker.bootstrapServers(), feed, options)) {
            publisher.publishAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    /// Record by record, each to partition 0 of its topic.
    void publish(List<FeedRecord> records) {
        publish(records, 1);
    }

    /// The same, with transactions spread over the first few partitions in turn.
    void publish(List<FeedRecord> records, int ofTransactions) {
        int transactions = 0;
        try (Publisher publisher = Publisher.to(broker)) {
            for (FeedRecord record : records) {
                publisher.publish(
                        switch (record.stream()) {
                            case BLOCKS -> new ProducerRecord<>(topics.blocks(), 0, record.key(), record.value());
                            case TRANSACTIONS ->
                                new ProducerRecord<>(
                                        topics.transactions(),
                                        transactions++ % ofTransactions,
                                        record.key(),
                                        record.value());
                        });
            }
        }
    }

    /// Gives a topic more partitions.
    void addPartitions(String topic, int upTo) {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(upTo)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("no partitions were added", e);
        }
    }

    /// How many records Kafka was told are done with.
    long recordsDone() {
        return done().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }

    /// Deletes them, as retention may.
    void deleteRecordsDone() {
        done().forEach((partition, next) ->
                broker.deleteRecords(partition.topic(), partition.partition(), next.offset()));
    }

    private Map<TopicPartition, OffsetAndMetadata> done() {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(settings.getOrDefault("source.group-id", ""))
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell what is done", e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    /// The folder of a shard's database.
    Path database(int shard) {
        return Path.of(settings.getOrDefault("data-directory", "")).resolve("shard-" + shard);
    }

    LoadedConfig config() {
        return ConfigLoader.load(new ConfigInput(Optional.empty(), Map.of(), settings));
    }

    /// Starts a worker, and returns when its shards run.
    public RunningWorker start() {
        return RunningWorker.start(config());
    }
}
