package dev.cairn.demo;

import dev.cairn.demo.GrowingChain.NewBlock;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.LedgerInstruction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes a growing chain: a block at a time at its pace, and one more whenever somebody wants traffic.
///
/// **Threading:** one thread of its own makes all blocks; any thread asks for traffic.
final class LiveFeed implements AutoCloseable {
    private static final int USUAL_TRANSACTIONS_MAX = 20;
    private static final int PARTITION = 0;

    private final GrowingChain chain;
    private final Traffic traffic;
    private final Producer<byte[], byte[]> producer;
    /// Why no more blocks come; empty while they do.
    private volatile Optional<RuntimeException> failure = Optional.empty();

    private final ScheduledExecutorService blocks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-feed").factory());

    LiveFeed(Producer<byte[], byte[]> producer, GrowingChain chain, Traffic traffic) {
        this.producer = producer;
        this.chain = chain;
        this.traffic = traffic;
    }

    /// To a broker on this machine, which answers at once if it answers at all.
    static LiveFeed to(String bootstrapServers, GrowingChain chain, Traffic traffic) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                4_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                8_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                8_000);
        return new LiveFeed(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), chain, traffic);
    }

    /// Lets the chain grow from now on, until a block cannot be published: see [#failure()].
    void start(double blocksPerSecond) {
        long interval = (long) (TimeUnit.SECONDS.toNanos(1) / blocksPerSecond);
        blocks.execute(() -> publishNext(traffic.firstBalances()));
        // The first block that fails is the last, here too.
        var _ = blocks.scheduleAtFixedRate(() -> publishNext(usualTraffic()), interval, interval, TimeUnit.NANOSECONDS);
    }

    /// Why the chain does not grow any more; empty while it does.
    Optional<RuntimeException> failure() {
        return failure;
    }

    /// A block with these instructions, published before it returns.
    NewBlock publishNow(Traffic.Kind kind, int count) {
        Future<NewBlock> block = blocks.submit(() -> publishNext(traffic.make(kind, count)));
        return of(block, "a block of " + count + " transactions");
    }

    private List<LedgerInstruction> usualTraffic() {
        int transactions = Math.floorMod(System.nanoTime(), USUAL_TRANSACTIONS_MAX);
        return traffic.make(Traffic.Kind.MIXED, transactions);
    }

    // A block may be lost with what failed, and those after it would connect to nothing.
    private NewBlock publishNext(List<LedgerInstruction> instructions) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return publish(instructions);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private NewBlock publish(List<LedgerInstruction> instructions) {
        NewBlock block = chain.grow(instructions);
        byte[] height = ByteBuffer.allocate(Long.BYTES).putLong(block.height()).array();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        sent.add(send(block, DemoTopics.BLOCKS, height, block.event()));
        byte[] hash = block.hash().toByteArray();
        for (ChainEvent transaction : block.transactions()) {
            sent.add(send(block, DemoTopics.TRANSACTIONS, hash, transaction));
        }
        producer.flush();
        // Each of them: one may have been given up while those after it were delivered.
        sent.forEach(record -> check(record, block));
        return block;
    }

    private Future<RecordMetadata> send(NewBlock block, String topic, byte[] key, ChainEvent event) {
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, PARTITION, key, event.toByteArray()));
        // One that failed at once has waited for the broker as long as may be; each one after it would do so again.
        if (sent.isDone()) {
            check(sent, block);
        }
        return sent;
    }

    private static void check(Future<RecordMetadata> record, NewBlock block) {
        var _ = of(record, "the block at height " + block.height());
    }

    private static <T> T of(Future<T> result, String what) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to publish " + what + ", but " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing " + what, e);
        }
    }

    /// No block is published any more afterwards.
    @Override
    public void close() {
        blocks.shutdown();
        try {
            var _ = blocks.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(5));
    }
}
