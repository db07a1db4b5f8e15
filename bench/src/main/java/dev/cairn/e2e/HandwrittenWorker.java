package dev.cairn.e2e;

import dev.cairn.e2e.child.CatchUpClock;
import dev.cairn.e2e.child.CatchingUp;
import dev.cairn.e2e.child.Order;
import dev.cairn.e2e.child.RunReport;
import dev.cairn.e2e.child.TunedFetch;
import dev.cairn.model.Bytes;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateChanges;
import dev.cairn.source.SourceRecord;
import dev.cairn.storage.RocksPreset;
import dev.cairn.store.PlainDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// What a good engineer writes in an afternoon: one thread that polls, decodes, waits until a block is whole, puts its
/// writes into a batch, and writes the batch with the offsets every hundred blocks.
final class HandwrittenWorker implements CatchingUp {
    private static final int BLOCKS_PER_BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final byte[] OFFSETS = "offsets".getBytes(StandardCharsets.UTF_8);

    private final Order order;
    private final CatchUpClock clock = new CatchUpClock();
    private final TidyAssembler assembler = new TidyAssembler();
    private final WriteBatch batch;
    private final WriteOptions durability;
    private final PlainDatabase database;
    private final Layout layout;
    private long writes;
    private int applied;

    private HandwrittenWorker(Order order, boolean synced, Function<PlainDatabase, Layout> layout)
            throws RocksDBException {
        this.order = order;
        database = new PlainDatabase(order.folder(), RocksPreset.MEDIUM.settings());
        batch = new WriteBatch();
        durability = new WriteOptions().setSync(synced);
        this.layout = layout.apply(database);
    }

    static HandwrittenWorker keepingLatest(Order order) throws RocksDBException {
        return new HandwrittenWorker(order, false, LatestLayout::new);
    }

    static HandwrittenWorker keepingHistorySynced(Order order) throws RocksDBException {
        return new HandwrittenWorker(order, true, HistoryLayout::new);
    }

    @Override
    public RunReport catchUp() throws RocksDBException {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(Order.BLOCKS_TOPIC, 0), new TopicPartition(Order.TRANSACTIONS_TOPIC, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (applied < order.blocks()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    clock.recordsPolled();
                    assembler.take(SourceRecord.of(
                            new SourcePartition(record.topic(), record.partition()),
                            record.offset(),
                            null,
                            record.value()));
                    applyWholeBlocks();
                }
            }
            return clock.caughtUp(writes);
        }
    }

    @Override
    public Optional<Bytes> valueAt(Bytes key, long height) throws RocksDBException {
        return layout.valueAt(key.toArray(), height);
    }

    @Override
    public void close() {
        batch.close();
        durability.close();
        database.close();
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(TunedFetch.settings());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, order.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void applyWholeBlocks() throws RocksDBException {
        Optional<TidyAssembler.WholeBlock> block = assembler.poll();
        while (block.isPresent() && applied < order.blocks()) {
            apply(block.get());
            block = assembler.poll();
        }
    }

    private void apply(TidyAssembler.WholeBlock block) throws RocksDBException {
        for (StateChanges changes : block.changes()) {
            add(changes, block.height());
        }
        applied++;
        if (applied % BLOCKS_PER_BATCH == 0 || applied == order.blocks()) {
            batch.put(
                    OFFSETS,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(block.nextBlockOffset())
                            .putLong(block.nextTransactionOffset())
                            .array());
            database.db().write(durability, batch);
            batch.clear();
        }
    }

    private void add(StateChanges changes, long height) throws RocksDBException {
        byte[] source = changes.source();
        for (int i = 0; i < changes.size(); i++) {
            byte[] key = slice(source, changes.keyOffset(i), changes.keyLength(i));
            if (changes.isDelete(i)) {
                layout.delete(batch, height, key);
            } else {
                layout.put(batch, height, key, slice(source, changes.valueOffset(i), changes.valueLength(i)));
            }
        }
        writes += changes.size();
    }

    private static byte[] slice(byte[] source, int offset, int length) {
        return Arrays.copyOfRange(source, offset, offset + length);
    }
}
