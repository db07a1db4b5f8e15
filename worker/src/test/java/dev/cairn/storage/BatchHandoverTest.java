package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// Both ways of giving a batch to RocksDB write the same, and say when it was refused.
class BatchHandoverTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    static List<BatchHandover> ways() {
        return List.of(BatchHandover.Direct.ofPlatform().orElseThrow(), new BatchHandover.Copying());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void batchesOfAnySizeArriveWhole(BatchHandover way) throws RocksDBException {
        try (RocksDB db = RocksDB.open(directory.toString());
                WriteOptions options = new WriteOptions()) {
            BatchEncoder batch = new BatchEncoder();
            for (int size : new int[] {10, 100_000, 100, 70 << 20, 1_000}) {
                batch.reset();
                batch.put(0, new byte[] {1}, filled(size));
                batch.put(0, new byte[] {2}, filled(3));
                way.write(db, options, batch);
                assertThat(db.get(new byte[] {1})).isEqualTo(filled(size));
                assertThat(db.get(new byte[] {2})).isEqualTo(filled(3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusedBatchThrowsWhatRocksDbSays(BatchHandover way) throws RocksDBException {
        try (RocksDB db = RocksDB.open(directory.toString());
                WriteOptions options = new WriteOptions()) {
            BatchEncoder batch = new BatchEncoder();
            batch.put(77, new byte[] {1}, new byte[] {1});
            assertThatThrownBy(() -> way.write(db, options, batch))
                    .isInstanceOf(RocksDBException.class)
                    .hasMessageContaining("Invalid column family");
        }
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) size);
        return bytes;
    }
}
