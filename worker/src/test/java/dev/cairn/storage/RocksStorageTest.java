package dev.cairn.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStorageTest extends StorageContract {
    @TempDir
    Path directory;

    @Override
    Storage open() {
        return TestRocks.open(directory);
    }
}
