package dev.cairn.e2e.streams;

import dev.cairn.e2e.child.CatchUpClock;
import dev.cairn.e2e.child.CatchingUp;
import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.model.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.VersionedRecord;
import org.jspecify.annotations.Nullable;

/// Kafka Streams as its users would build it for this: one processor that writes to a versioned store with a changelog,
/// exactly once.
final class StreamsCatchUp implements CatchingUp {
    static final String STORE = "state";

    private final Order order;
    private final CatchUpClock clock = new CatchUpClock();
    private final CompletableFuture<ApplyChanges.Progress> applied = new CompletableFuture<>();
    private final String applicationId;
    private final Admin admin;
    private final KafkaStreams streams;

    StreamsCatchUp(Order order) {
        this.order = order;
        // Its own for every run, since its changelog and its offsets stay at the broker.
        applicationId = "streams-" + ProcessHandle.current().pid();
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, order.bootstrapServers()));
        streams = new KafkaStreams(topology(), new StreamsConfig(StreamsSettings.of(order, applicationId)));
        streams.setUncaughtExceptionHandler(e -> {
            applied.completeExceptionally(e);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    @Override
    public RunReport catchUp() throws Exception {
        streams.start();
        ApplyChanges.Progress progress = applied.get();
        while (!committed(progress)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return clock.caughtUp(progress.writes());
    }

    @Override
    public Optional<Bytes> valueAt(Bytes key, long height) {
        VersionedKeyQuery<byte[], byte[]> query =
                VersionedKeyQuery.<byte[], byte[]>withKey(key.toArray()).asOf(Instant.ofEpochMilli(height));
        QueryResult<VersionedRecord<byte[]>> result = streams.query(
                        StateQueryRequest.inStore(STORE).withQuery(query).withPartitions(Set.of(0)))
                .getPartitionResults()
                .get(0);
        if (result == null || result.isFailure()) {
            throw new IllegalStateException("expected the store to answer, but it says "
                    + (result == null ? "nothing" : result.getFailureMessage()));
        }
        return Optional.ofNullable(result.getResult()).map(version -> Bytes.wrap(version.value()));
    }

    @Override
    public void close() {
        streams.close();
        var _ = admin.deleteTopics(Set.of(applicationId + "-" + STORE + "-changelog"));
        // Waits for what was asked of it.
        admin.close();
    }

    private Topology topology() {
        // Every height is kept, as the others keep it: of the history none gets too old.
        Duration retention = Duration.ofMillis(order.blocks());
        Topology topology = new Topology();
        topology.addSource("events", Order.BLOCKS_TOPIC, Order.TRANSACTIONS_TOPIC);
        topology.addProcessor("apply", () -> new ApplyChanges(order.blocks(), clock, applied), "events");
        topology.addStateStore(
                Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore(STORE, retention),
                        Serdes.ByteArray(),
                        Serdes.ByteArray()),
                "apply");
        return topology;
    }

    private boolean committed(ApplyChanges.Progress progress) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get();
        return reached(offsets.get(new TopicPartition(Order.BLOCKS_TOPIC, 0)), progress.nextBlockOffset())
                && reached(
                        offsets.get(new TopicPartition(Order.TRANSACTIONS_TOPIC, 0)), progress.nextTransactionOffset());
    }

    private static boolean reached(@Nullable OffsetAndMetadata committed, long nextOffset) {
        return committed != null && committed.offset() >= nextOffset;
    }
}
