package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class PaceSettingTest {
    private static final String OF_LEVELS_ABOVE = "LZ4";
    private static final String OF_THE_LAST_LEVEL = "ZSTD";

    @TempDir
    Path directory;

    @Test
    void theLastLevelIsPackedQuicklyWhileCatchingUpAndWellAfterwards() throws RocksDBException {
        try (Storage storage = TestRocks.open(directory)) {
            StoredChain chain = new StoredChain(storage);
            assertThat(compressionAfterCompacting(storage, chain, 0)).containsExactly(OF_THE_LAST_LEVEL);

            storage.pace(Pace.CATCHING_UP);
            assertThat(compressionAfterCompacting(storage, chain, 1)).containsExactly(OF_LEVELS_ABOVE);

            storage.pace(Pace.FOLLOWING);
            assertThat(compressionAfterCompacting(storage, chain, 2)).containsExactly(OF_THE_LAST_LEVEL);
        }
    }

    @Test
    void aDatabaseThatIsOpenedAgainFollows() throws RocksDBException {
        StoredChain chain;
        try (Storage storage = TestRocks.open(directory)) {
            chain = new StoredChain(storage);
            storage.pace(Pace.CATCHING_UP);
            assertThat(compressionAfterCompacting(storage, chain, 0)).containsExactly(OF_LEVELS_ABOVE);
        }
        try (Storage storage = TestRocks.open(directory)) {
            chain.storage(storage);
            assertThat(compressionAfterCompacting(storage, chain, 1)).containsExactly(OF_THE_LAST_LEVEL);
        }
    }

    private static Set<String> compressionAfterCompacting(Storage storage, StoredChain chain, long height)
            throws RocksDBException {
        // Each time with a key in the middle of the others, so that no file is moved as it is.
        chain.write(
                height,
                Map.of("a", noise(3 * height), "m" + height, noise(3 * height + 1), "z", noise(3 * height + 2)));
        storage.compact();
        RocksDatabase database = ((RocksStorage) storage).database();
        return database.db().getPropertiesOfAllTables(database.family(Column.STATE)).values().stream()
                .map(properties -> Objects.requireNonNull(properties.getCompressionName()))
                .collect(Collectors.toSet());
    }

    private static Optional<String> noise(long seed) {
        return Optional.of("compressible ".repeat(1_000) + new Random(seed).nextLong());
    }
}
