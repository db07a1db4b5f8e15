package dev.cairn.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksWithoutLogTest extends StorageContract {
    @TempDir
    Path directory;

    @Override
    Storage open() {
        return TestRocks.open(directory, Durability.KAFKA);
    }
}
