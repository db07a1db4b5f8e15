package dev.cairn.decode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.model.SourcePartition;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import dev.cairn.source.SourceRecord;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Decoding transactions of five writes each, with 32-byte keys and 80-byte values, as a catch-up does all day. The
/// records are more than the processor's caches hold.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {
    private static final int TRANSACTIONS = 20_000;
    private static final int WRITES = 5;

    private static final SourcePartition PARTITION = new SourcePartition("transactions", 0);

    private final SourceRecord[] records = new SourceRecord[TRANSACTIONS];
    private final RecordDecoder inPlace = new RecordDecoder(ContentType.PROTOBUF);
    private final GeneratedDecoder generated = new GeneratedDecoder();

    @Setup
    public void encode() {
        Random random = new Random(1);
        for (int i = 0; i < TRANSACTIONS; i++) {
            records[i] = SourceRecord.of(PARTITION, i, null, transaction(i, random));
        }
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS * WRITES)
    public void writesInPlace(Blackhole sink) {
        for (SourceRecord record : records) {
            sink.consume(inPlace.decode(record));
        }
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS * WRITES)
    public void writesByGeneratedParser(Blackhole sink) throws InvalidProtocolBufferException {
        for (SourceRecord record : records) {
            byte[] value = record.value();
            if (value != null) {
                sink.consume(generated.decode(value));
            }
        }
    }

    private static byte[] transaction(int index, Random random) {
        TransactionEvent.Builder transaction = TransactionEvent.newBuilder()
                .setHeight(1_000_000 + index / 50)
                .setBlockHash(bytes(32, new Random(index / 50)))
                .setIndex(index % 50)
                .setHash(bytes(32, random));
        for (int i = 0; i < WRITES; i++) {
            transaction.addWrites(
                    StateWrite.newBuilder().setKey(bytes(32, random)).setPut(bytes(80, random)));
        }
        return ChainEvent.newBuilder().setTransaction(transaction).build().toByteArray();
    }

    private static ByteString bytes(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
