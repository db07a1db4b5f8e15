package dev.cairn.storage;

import static dev.cairn.storage.StoredChain.found;
import static dev.cairn.storage.StoredChain.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// What happens when a floor is stored and what lies below it cannot be dropped: here for a row that cannot be read, in
/// life for a disk that has become full in between.
class DroppedBelowFloorTest {
    private static final byte[] UNREADABLE = {1};

    @TempDir
    Path directory;

    @BeforeEach
    void load() {
        RocksDB.loadLibrary();
    }

    @Test
    void aCommitStandsAndWhatIsLeftIsDroppedWithTheNextRiseOfTheFloor() throws RocksDBException {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = new StoredChain(storage);
            chain.write(0, Map.of("a", Optional.of("0")));
            byte[] row = blockRow(storage, 0);
            storeBlockRow(storage, 0, UNREADABLE);
            writeWithFloor(storage, 1);
            assertThat(storage.committed().orElseThrow().height()).isEqualTo(1);
            assertThat(storage.earliestHeight()).isEqualTo(1);
            assertThat(storage.reader().get(1, key("a"))).isEqualTo(found("1"));
            assertThatExceptionOfType(StorageFault.Corrupt.class).isThrownBy(() -> storage.raiseFloor(1));
            storeBlockRow(storage, 0, row);
            storage.raiseFloor(1);
            assertThat(blockRow(storage, 0)).isEmpty();
        }
    }

    @Test
    void theNextRoundFollowsAndDropsWhatIsLeft() throws RocksDBException {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = new StoredChain(storage);
            chain.write(0, Map.of("a", Optional.of("0")));
            byte[] row = blockRow(storage, 0);
            storeBlockRow(storage, 0, UNREADABLE);
            writeWithFloor(storage, 1);
            chain.write(2, Map.of("a", Optional.of("2")));
            assertThat(blockRow(storage, 0)).isEqualTo(UNREADABLE);
            storeBlockRow(storage, 0, row);
            chain.write(3, Map.of("a", Optional.of("3")));
            assertThat(blockRow(storage, 0)).isEmpty();
            assertThat(storage.reader().get(3, key("a"))).isEqualTo(found("3"));
        }
    }

    private static void writeWithFloor(Storage storage, long height) {
        AtomicWrite write = storage.beginWrite();
        StoredChain.put(write, height, "a", Optional.of(Long.toString(height)));
        write.block(StoredChain.block("a", height, 1));
        write.changedKeys(height, StoredChain.keys(List.of("a")));
        write.raiseFloor(height);
        write.commit(CommittedPosition.after(StoredChain.block("a", height, 1)));
    }

    private static byte[] blockRow(Storage storage, long height) throws RocksDBException {
        RocksDatabase database = ((RocksStorage) storage).database();
        byte[] row = database.db().get(database.family(Column.BLOCKS), BlockRows.key(height));
        return row == null ? new byte[0] : row;
    }

    private static void storeBlockRow(Storage storage, long height, byte[] row) throws RocksDBException {
        RocksDatabase database = ((RocksStorage) storage).database();
        database.db().put(database.family(Column.BLOCKS), BlockRows.key(height), row);
    }
}
