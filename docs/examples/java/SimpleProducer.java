import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes the small chain of docs/events.md: five blocks, one of which is replaced by a reorganisation.
///
/// Run it from the top of the repository:
///
///     ./cairn java docs/examples/java/SimpleProducer.java localhost:9092 blocks transactions
///
/// The two topics have to exist; they may be the same one. In a project of your own you need two libraries:
/// `org.apache.kafka:kafka-clients` and `dev.cairn:cairn-schemas`, or your own protobuf build of events.proto.
public final class SimpleProducer {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    /// The partition is the shard. This chain has one shard, so everything goes to partition 0, and we say so: were it
    /// left to a partitioner, the record keys would spread the chain over all partitions.
    private static final int SHARD = 0;

    private final Producer<byte[], byte[]> producer;
    private final String blocksTopic;
    private final String transactionsTopic;

    private SimpleProducer(Producer<byte[], byte[]> producer, String blocksTopic, String transactionsTopic) {
        this.producer = producer;
        this.blocksTopic = blocksTopic;
        this.transactionsTopic = transactionsTopic;
    }

    public static void main(String[] args) throws InterruptedException {
        if (args.length < 3 || args.length > 4) {
            System.err.println(
                    "usage: SimpleProducer BOOTSTRAP_SERVERS BLOCKS_TOPIC TRANSACTIONS_TOPIC [FIRST_HEIGHT]");
            System.exit(2);
        }
        long firstHeight = args.length == 4 ? Long.parseLong(args[3]) : 1;
        try (var kafka = new KafkaProducer<byte[], byte[]>(config(args[0]))) {
            new SimpleProducer(kafka, args[1], args[2]).publishChain(firstHeight);
        } catch (DeliveryFailed e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Object> config(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                // A record counts as published when all in-sync replicas have it, and a retry never changes the order
                // or doubles a record. Both are Kafka's defaults; they are here because this chain relies on them.
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                // Blocks compress well.
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    }

    private void publishChain(long firstHeight) throws InterruptedException {
        long h1 = firstHeight;
        long h2 = firstHeight + 1;
        long h3 = firstHeight + 2;
        long h4 = firstHeight + 3;

        // The first block of a chain has no parent. Its own write, the miner's reward, stands in the block event.
        publish(block(h1, "block-1", "", 1, put("miner", "1")).build());
        publish(transaction(h1, "block-1", 0, put("alice", "100"), put("bob", "50")));

        // Transactions may come before their block. An empty value is a value: carol is there, with nothing.
        publish(transaction(h2, "block-2", 0, put("alice", "70"), put("bob", "80")));
        publish(transaction(h2, "block-2", 1, put("carol", "")));
        publish(block(h2, "block-2", "block-1", 2, put("miner", "2"))
                .setFinalizedHeight(h1)
                .build());

        // A block that will not last ...
        publish(block(h3, "block-3a", "block-2", 1).build());
        publish(transaction(h3, "block-3a", 0, put("alice", "120"), put("bob", "30")));

        // ... because this one names the same parent: block-3a is dropped with all it did, and block-3b is the tip.
        publish(block(h3, "block-3b", "block-2", 1).build());
        publish(transaction(h3, "block-3b", 0, put("alice", "150"), delete("bob")));

        // A block without transactions, published as JSON. From here on block-3b is final: it cannot be dropped any more.
        publishJson(block(h4, "block-4", "block-3b", 0, put("miner", "3"))
                .setFinalizedHeight(h3)
                .build());
    }

    // ---- Events --------------------------------------------------------------------------------------------------

    private static BlockEvent.Builder block(
            long height, String hash, String parentHash, int transactionCount, StateWrite... writes) {
        return BlockEvent.newBuilder()
                .setHeight(height)
                .setHash(bytes(hash))
                .setParentHash(bytes(parentHash))
                .setTimestampMs(timestampMs(hash))
                .setTransactionCount(transactionCount)
                .addAllWrites(List.of(writes));
    }

    private static TransactionEvent transaction(long height, String blockHash, int index, StateWrite... writes) {
        return TransactionEvent.newBuilder()
                .setHeight(height)
                .setBlockHash(bytes(blockHash))
                .setIndex(index)
                .setHash(bytes(blockHash.replace("block", "tx") + "-" + index))
                .addAllWrites(List.of(writes))
                .build();
    }

    private static StateWrite put(String key, String value) {
        return StateWrite.newBuilder().setKey(bytes(key)).setPut(bytes(value)).build();
    }

    private static StateWrite delete(String key) {
        return StateWrite.newBuilder().setKey(bytes(key)).setDelete(true).build();
    }

    /// A real chain's hashes, keys and values are bytes of any kind. Here they are words, so that one can read them.
    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }

    /// A real block knows its time. Ours are a second apart: block-1 is of 2026-01-01T00:00:01Z, and so on.
    private static long timestampMs(String hash) {
        int number = Character.digit(hash.charAt("block-".length()), 10);
        return 1_767_225_600_000L + 1_000L * number;
    }

    // ---- Records -------------------------------------------------------------------------------------------------

    private void publish(BlockEvent block) throws InterruptedException {
        var event = ChainEvent.newBuilder().setBlock(block).build();
        publish(blocksTopic, blockKey(block), PROTOBUF, event.toByteArray(), describe(block));
    }

    /// The same event as canonical protobuf JSON. Every record says for itself what it is, so both may be mixed.
    private void publishJson(BlockEvent block) throws InterruptedException {
        var event = ChainEvent.newBuilder().setBlock(block).build();
        publish(blocksTopic, blockKey(block), JSON, json(event), describe(block));
    }

    private void publish(TransactionEvent transaction) throws InterruptedException {
        var event = ChainEvent.newBuilder().setTransaction(transaction).build();
        byte[] key = transaction.getBlockHash().toByteArray();
        publish(transactionsTopic, key, PROTOBUF, event.toByteArray(), describe(transaction));
    }

    /// Publishes one record and waits until it is safe. When it is not, nothing may follow: a chain with a hole is of
    /// no use to anybody. Start again from the last block that was published; duplicates do no harm.
    ///
    /// Waiting for each record is slow. To be fast *and* safe, send many without waiting inside a Kafka transaction
    /// (`transactional.id`, `beginTransaction`, `commitTransaction`): then either all of them count or none.
    private void publish(String topic, byte[] key, String contentType, byte[] value, String what)
            throws InterruptedException {
        var record = new ProducerRecord<>(topic, SHARD, key, value);
        record.headers().add("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        try {
            RecordMetadata at = producer.send(record).get();
            System.out.println("published " + topic + "-" + at.partition() + "@" + at.offset() + " " + what);
        } catch (ExecutionException e) {
            throw new DeliveryFailed(what + " was not published to " + topic + ": " + e.getCause(), e.getCause());
        }
    }

    /// Recommended for block records: the height, 8 bytes, big-endian.
    private static byte[] blockKey(BlockEvent block) {
        return ByteBuffer.allocate(Long.BYTES).putLong(block.getHeight()).array();
    }

    private static byte[] json(ChainEvent event) {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(event).getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an event of our own making always has a JSON form", e);
        }
    }

    private static String describe(BlockEvent block) {
        return "block " + block.getHash().toStringUtf8() + " at height " + block.getHeight();
    }

    private static String describe(TransactionEvent transaction) {
        return "transaction " + transaction.getHash().toStringUtf8() + " of "
                + transaction.getBlockHash().toStringUtf8();
    }

    private static final class DeliveryFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeliveryFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
