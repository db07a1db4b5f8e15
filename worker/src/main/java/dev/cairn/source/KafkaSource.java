package dev.cairn.source;

import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.ShardPartitions;
import dev.cairn.model.SourcePartition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A shard's records from Kafka. It is a member of no group: the partitions are given, so no slow flush and no other
/// worker can take them away.
///
/// Positions are kept here, from what each poll says that it has passed, and not asked of the consumer: it may have to
/// ask the broker in turn, and would wait for one that is down.
public final class KafkaSource implements RecordSource {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

    private final SourceConfig config;
    private final Consumer<byte[], byte[]> consumer;
    private final SourceCluster cluster;
    private final SourceWatch watch;
    private final OffsetCommits commits;
    private final DamagedRecords damaged;
    private final SortedMap<SourcePartition, Long> positions = new TreeMap<>();
    private Set<SourcePartition> paused = Set.of();
    private ShardPartitions partitions;

    /// As the partitions were found in it.
    private Feed feed;

    /// Where to read from before the next poll; empty while reading goes on.
    private Optional<ResumeOffsets> seekTo;

    /// Whether Kafka has refused a poll. Partitions that may still be read would bring records, as if all were well, so
    /// none is polled before the watch has seen that all may be read again.
    private boolean refused;

    KafkaSource(
            SourceConfig config,
            Feed feed,
            ShardPartitions partitions,
            Consumer<byte[], byte[]> consumer,
            SourceCluster cluster,
            SourceWatch watch,
            ResumeOffsets stored) {
        this.config = config;
        this.partitions = partitions;
        this.feed = feed;
        this.consumer = consumer;
        this.cluster = cluster;
        this.watch = watch;
        this.damaged = new DamagedRecords(consumer);
        this.commits = new OffsetCommits(consumer, config);
        this.seekTo = Optional.of(stored);
    }

    /// Goes on where the database stands.
    ///
    /// @param feed    as it was found when the database's identity was checked
    /// @param stored  from the database; [ResumeOffsets#NONE] of an empty one
    /// @throws dev.cairn.fault.HaltException  if Kafka has not what is needed
    /// @throws SourceUnavailableException  if it does not say
    public static KafkaSource open(SourceConfig config, Feed feed, int shard, ResumeOffsets stored) {
        // Before there is a client that would have to be closed again.
        ShardPartitions partitions = feed.partitionsOf(shard, config);
        String name = "shard-" + shard;
        SourceCluster cluster = KafkaCluster.of(config, name);
        try {
            var source = new KafkaSource(
                    config,
                    feed,
                    partitions,
                    new KafkaConsumer<>(new ClientProperties(config, name).consumer()),
                    cluster,
                    new SourceWatch(cluster, feed, name),
                    stored);
            return source.begin();
        } catch (KafkaException e) {
            cluster.close();
            throw KafkaFaults.of(e, "make a consumer", config.bootstrapServers());
        }
    }

    @Override
    public ShardPartitions partitions() {
        return partitions;
    }

    @Override
    public boolean lookForMorePartitions() {
        if (!config.fanIn()) {
            return false;
        }
        watch.look();
        watch.throwIfSilent();
        ShardPartitions before = partitions;
        takeUpNewPartitions();
        return !partitions.equals(before);
    }

    /// For a binder of metrics, which asks it for its metrics and for nothing else; those may be read by any thread.
    public Consumer<?, ?> clientForMetrics() {
        return consumer;
    }

    @Override
    public SourceBatch poll(Duration atMost) {
        SourceBatch batch;
        try {
            goOnIfAllowed();
            takeUpNewPartitions();
            seek();
            damaged.fetchAgain(positions);
            batch = batch(consumer.poll(atMost));
        } catch (WakeupException _) {
            batch = batch(ConsumerRecords.empty());
        } catch (OffsetOutOfRangeException e) {
            throw LostOffsets.halt(e, cluster, watch);
        } catch (AuthorizationException e) {
            throw refused(e);
        } catch (KafkaException e) {
            damaged.haltIfFound(e, positions);
            throw KafkaFaults.of(e, "read records", partitions.all().toString());
        }
        damaged.haltIfStillThere(positions, paused);
        watch.haltIfReplaced();
        if (batch.records().isEmpty()) {
            watch.throwIfSilent();
        } else {
            watch.answered();
        }
        return batch;
    }

    @Override
    public void pause(Set<SourcePartition> wanted) {
        paused = wanted;
        consumer.resume(consumer.paused());
        consumer.pause(wanted.stream().map(KafkaCluster::kafkas).toList());
    }

    @Override
    public void checkReadable(ResumeOffsets from) {
        ResumeOffsets _ = where(from);
    }

    /// Takes place at the next poll, which is where Kafka's troubles are dealt with.
    @Override
    public void seek(ResumeOffsets from) {
        seekTo = Optional.of(from);
    }

    @Override
    public void commit(ResumeOffsets durable) {
        commits.commit(durable);
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        watch.close();
        try {
            consumer.close(CloseOptions.timeout(CLOSED_WITHIN));
        } finally {
            cluster.close();
        }
    }

    private KafkaSource begin() {
        try {
            seek();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        watch.lookEvery(config.checkInterval());
        return this;
    }

    private void seek() {
        if (seekTo.isPresent()) {
            ResumeOffsets from = where(seekTo.get());
            consumer.assign(partitions.all().stream().map(KafkaCluster::kafkas).toList());
            from.nextOffsets().forEach(this::seek);
            seekTo = Optional.empty();
        }
    }

    private ResumeOffsets where(ResumeOffsets stored) {
        return StartOffsets.of(stored, partitions, cluster.ranges(partitions.all()));
    }

    private void seek(SourcePartition partition, long offset) {
        consumer.seek(KafkaCluster.kafkas(partition), offset);
        positions.put(partition, offset);
    }

    /// Only for fan-in: where topics feed shards one to one, another partition is another shard's.
    private void takeUpNewPartitions() {
        Feed seen = watch.seen();
        if (!config.fanIn() || seen.equals(feed)) {
            return;
        }
        ShardPartitions now = seen.partitionsOf(partitions.shard(), config);
        Set<SourcePartition> added = new TreeSet<>(now.all());
        added.removeAll(partitions.all());
        if (added.isEmpty()) {
            feed = seen;
            return;
        }
        Map<SourcePartition, OffsetRange> ranges = cluster.ranges(added);
        consumer.assign(now.all().stream().map(KafkaCluster::kafkas).toList());
        ranges.forEach((partition, range) -> seek(partition, range.begin()));
        partitions = now;
        feed = seen;
        LOG.atInfo().addKeyValue("partitions", added).log("new partitions are read from their beginning");
    }

    private void goOnIfAllowed() {
        if (refused) {
            watch.throwIfSilent();
            refused = false;
        }
    }

    /// The watch knows of all rights that are missing, Kafka tells of one.
    private RuntimeException refused(AuthorizationException cause) {
        refused = true;
        watch.look();
        watch.throwIfSilent();
        return KafkaFaults.of(cause, "read records", partitions.all().toString());
    }

    private SourceBatch batch(ConsumerRecords<byte[], byte[]> polled) {
        polled.nextOffsets()
                .forEach((partition, next) ->
                        positions.put(new SourcePartition(partition.topic(), partition.partition()), next.offset()));
        Map<SourcePartition, Long> ends = new HashMap<>();
        positions.forEach(
                (partition, position) -> lag(partition).ifPresent(lag -> ends.put(partition, position + lag)));
        return new SourceBatch(PolledRecords.of(polled), Map.copyOf(positions), ends);
    }

    /// As the newest fetch told. What it brought has been taken from the consumer already and would be lost with an
    /// exception, so there is none.
    private OptionalLong lag(SourcePartition partition) {
        try {
            return consumer.currentLag(KafkaCluster.kafkas(partition));
        } catch (KafkaException _) {
            return OptionalLong.empty();
        }
    }
}
