package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryStorageTest extends StorageContract {
    @Override
    Storage open() {
        return Storages.open(new StorageConfig.Memory(), IDENTITY);
    }

    @Test
    void aCheckpointIsRefusedSinceThereAreNoFiles() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> storage.checkpoint(Path.of("anywhere")))
                .withMessageContaining("use 'rocksdb'");
    }
}
