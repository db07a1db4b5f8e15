package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// RocksDB reads from our bytes exactly what was put in.
class BatchEncoderTest {
    @BeforeContainer
    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    enum Kind {
        PUT_STATE,
        DELETE_STATE,
        PUT,
        DELETE,
        DELETE_RANGE,
        PUT_IN_PLACE
    }

    record Entry(Kind kind, int family, Bytes key, long timestamp, Bytes value) {}

    @Property(tries = 500)
    void rocksDbReadsWhatWasWritten(@ForAll("entries") List<Entry> entries) throws RocksDBException {
        BatchEncoder encoder = new BatchEncoder();
        encoder.put(1, new byte[7], new byte[9]);
        encoder.reset();
        entries.forEach(entry -> write(encoder, entry));
        assertThat(encoder.count()).isEqualTo(entries.size());
        assertThat(read(encoder)).isEqualTo(entries.stream().map(this::expected).toList());
    }

    @Test
    void largeEntriesGrowTheBufferAndItIsGivenBackLater() throws RocksDBException {
        BatchEncoder encoder = new BatchEncoder();
        byte[] large = new byte[40 << 20];
        new Random(1).nextBytes(large);
        for (int i = 0; i < 2; i++) {
            encoder.putState(1, new byte[] {1}, 0, 1, 5, large, 0, large.length);
        }
        assertThat(read(encoder)).hasSize(2);
        encoder.reset();
        encoder.put(0, new byte[] {1}, new byte[] {2});
        encoder.reset();
        encoder.put(0, new byte[] {1}, new byte[] {2});
        assertThat(read(encoder)).containsExactly("put 0 0x01 0x02");
    }

    @Test
    void aTruncatedBatchIsWhatItWas() throws RocksDBException {
        BatchEncoder encoder = new BatchEncoder();
        encoder.put(0, new byte[] {1}, new byte[] {2});
        int size = encoder.size();
        encoder.delete(3, new byte[] {1});
        encoder.truncate(size, 1);
        assertThat(read(encoder)).containsExactly("put 0 0x01 0x02");
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        Arbitrary<Bytes> bytes =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::wrap);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 300),
                        bytes,
                        Arbitraries.longs(),
                        bytes)
                .as(Entry::new)
                .list()
                .ofMaxSize(30);
    }

    private static void write(BatchEncoder encoder, Entry entry) {
        byte[] key = entry.key().toArray();
        byte[] value = entry.value().toArray();
        int family = entry.family();
        switch (entry.kind()) {
            case PUT_STATE -> encoder.putState(family, key, 0, key.length, entry.timestamp(), value, 0, value.length);
            case DELETE_STATE -> encoder.deleteState(family, key, 0, key.length, entry.timestamp());
            case PUT -> encoder.put(family, key, value);
            case DELETE -> encoder.delete(family, key);
            case DELETE_RANGE -> encoder.deleteRange(family, key, value);
            case PUT_IN_PLACE -> {
                int start = encoder.beginPut(family, key);
                encoder.valueNumber(value.length);
                encoder.valueBytes(value, 0, value.length);
                encoder.endPut(start);
            }
        }
    }

    private String expected(Entry entry) {
        int family = entry.family();
        String key = entry.key().toHex();
        String keyWithTimestamp =
                key + Bytes.wrap(Timestamps.littleEndian(entry.timestamp())).toHex();
        String value = entry.value().toHex();
        // The state's family is never the default one, but the encoder's tag does not depend on it.
        return switch (entry.kind()) {
            case PUT_STATE -> "put " + family + " 0x" + keyWithTimestamp + " 0x" + value;
            case DELETE_STATE -> "delete " + family + " 0x" + keyWithTimestamp;
            case PUT -> "put " + family + " 0x" + key + " 0x" + value;
            case DELETE -> "delete " + family + " 0x" + key;
            case DELETE_RANGE -> "delete range " + family + " 0x" + key + " 0x" + value;
            case PUT_IN_PLACE ->
                "put " + family + " 0x" + key + " 0x" + varint(entry.value().length()) + value;
        };
    }

    private static String varint(int value) {
        return Bytes.wrap(new RecordWriter().number(value).toArray()).toHex();
    }

    private static List<String> read(BatchEncoder encoder) throws RocksDBException {
        List<String> read = new ArrayList<>();
        try (WriteBatch batch = new WriteBatch(encoder.toArray());
                BatchPrinter printer = new BatchPrinter(read)) {
            assertThat(batch.count()).isEqualTo(encoder.count());
            batch.iterate(printer);
        }
        return read;
    }
}
