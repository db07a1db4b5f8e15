package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.KeyRange;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStorageTest extends StorageContract {
    @TempDir
    Path directory;

    @Override
    Storage open() {
        return TestRocks.open(directory);
    }

    @Test
    void aLookUpDoesNotGoOverAllThatIsDeletedToTheNextKeyWithAValue() {
        TreeMap<String, Optional<String>> changes = new TreeMap<>();
        for (int i = 100; i < 400; i++) {
            changes.put("k" + i, v("0"));
        }
        changes.put("z", v("0"));
        chain.write(0, changes);
        changes.headMap("z").replaceAll((_, _) -> Optional.empty());
        chain.write(1, changes);
        try (StateCursor cursor = storage.reader().cursor(1, KeyRange.all())) {
            byte[] key = StoredChain.bytes("k100");
            cursor.seek(key, 0, key.length);
            assertThat(cursor.next()).isFalse();
        }
    }
}
