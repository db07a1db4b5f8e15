package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rewind costs what was changed above its height, however much lies below it.
class RewindCostTest {
    @TempDir
    Path directory;

    @Test
    void whatIsRestoredAndWrittenIsWhatWasChangedAboveAndNotWhatThereIs() {
        Cost ofFewKeys = costWith(50);
        Cost ofManyKeys = costWith(20_000);
        assertThat(ofManyKeys.report()).isEqualTo(ofFewKeys.report());
        assertThat(ofManyKeys.report().keysRestored()).isEqualTo(3);
        assertThat(ofManyKeys.report().blocksDropped()).isEqualTo(9);
        assertThat(ofManyKeys.bytesLogged()).isEqualTo(ofFewKeys.bytesLogged());
    }

    private record Cost(RewindReport report, long bytesLogged) {}

    private Cost costWith(int keys) {
        try (Storage storage = TestRocks.open(directory.resolve(Integer.toString(keys)))) {
            StoredChain chain = new StoredChain(storage);
            Map<String, Optional<String>> all = new TreeMap<>();
            for (int key = 0; key < keys; key++) {
                all.put("key %06d".formatted(key), Optional.of("value of " + key));
            }
            chain.write(0, all);
            for (long height = 1; height < 10; height++) {
                chain.write(height, Map.of("key %06d".formatted(height % 3), Optional.of("at " + height)));
            }
            storage.flushMemtables();
            long before = storage.stats().compaction().walBytes();
            RewindReport report = storage.rewind(0);
            return new Cost(report, storage.stats().compaction().walBytes() - before);
        }
    }
}
