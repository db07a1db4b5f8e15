package dev.cairn.storage;

import java.nio.file.Path;

/// Which backend, and how.
public sealed interface StorageConfig {
    /// Everything in sorted maps on the heap: for tests and for trying things out. Nothing outlives the process.
    record Memory() implements StorageConfig {}

    /// RocksDB, with the height as its timestamp.
    ///
    /// @param directory   where the database lies; made if it is missing
    /// @param durability  what makes a commit last
    /// @param settings    how RocksDB is set up; begin with a preset
    record Rocks(Path directory, Durability durability, RocksSettings settings) implements StorageConfig {}
}
