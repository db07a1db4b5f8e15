package dev.cairn.config;

import dev.cairn.storage.Compression;
import dev.cairn.storage.RocksSettings;

/// The keys of `storage.rocksdb`, and which field each of them fills.
final class RocksKeys {
    static final String SECTION = "storage.rocksdb.";

    private final Values values;

    RocksKeys(Values values) {
        this.values = values;
    }

    RocksSettings read() {
        return new RocksSettings(
                values.build(this::memory),
                values.build(this::files),
                values.build(this::compaction),
                values.build(this::compression),
                values.build(this::places),
                read("statistics", ValueType.SWITCH));
    }

    private RocksSettings.MemorySettings memory() {
        return new RocksSettings.MemorySettings(
                read("budget", ValueType.SIZE),
                read("memtable-bytes-max", ValueType.SIZE),
                read("write-buffer-size", ValueType.SIZE),
                read("write-buffer-count", ValueType.NUMBER),
                read("write-buffers-to-merge", ValueType.NUMBER));
    }

    private RocksSettings.FileSettings files() {
        return new RocksSettings.FileSettings(
                read("max-open-files", ValueType.NUMBER),
                read("target-file-size", ValueType.SIZE),
                read("block-size", ValueType.SMALL_SIZE),
                read("bloom-bits-per-key", ValueType.NUMBER));
    }

    private RocksSettings.CompactionSettings compaction() {
        return new RocksSettings.CompactionSettings(
                read("background-jobs", ValueType.NUMBER),
                read("subcompactions", ValueType.NUMBER),
                read("level0-trigger", ValueType.NUMBER),
                read("level-base-size", ValueType.SIZE),
                read("rate-limit", ValueType.SIZE),
                read("wal-bytes-max", ValueType.SIZE),
                read("fsync", ValueType.SWITCH));
    }

    private RocksSettings.CompressionSettings compression() {
        ValueType<Compression> compression = ValueType.oneOf(Compression.class);
        return new RocksSettings.CompressionSettings(
                read("compression.levels", ValueType.listOf(compression)),
                read("compression.bottom", compression),
                read("compression.cold", compression),
                read("dictionary-size", ValueType.SMALL_SIZE));
    }

    private RocksSettings.PlaceSettings places() {
        return new RocksSettings.PlaceSettings(
                read("create-if-missing", ValueType.SWITCH),
                read("tiers", ValueType.listOf(ValueType.TIER)),
                values.readIfSet(SECTION + "cold-directory", ValueType.PATH));
    }

    private <T> T read(String key, ValueType<T> type) {
        return values.read(SECTION + key, type);
    }
}
