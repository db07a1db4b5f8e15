package dev.cairn.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.cairn.storage.RocksPreset;
import dev.cairn.storage.RocksSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a profile gives to the keys of `storage.rocksdb`.
final class ProfileDefaults {
    private ProfileDefaults() {}

    static Config of(RocksPreset profile) {
        Config layer = ConfigFactory.empty();
        for (Map.Entry<String, String> value : values(profile).entrySet()) {
            layer = layer.withValue(
                    value.getKey(),
                    ConfigValueFactory.fromAnyRef(value.getValue(), "profile " + HoconText.constant(profile)));
        }
        return layer;
    }

    /// Key → value, as a file would have it.
    static Map<String, String> values(RocksPreset profile) {
        RocksSettings settings = profile.settings();
        Map<String, String> values = new LinkedHashMap<>();
        memory(settings.memory(), values);
        files(settings.files(), values);
        compaction(settings.compaction(), values);
        compression(settings.compression(), values);
        put(values, "create-if-missing", ValueType.SWITCH, settings.places().createIfMissing());
        put(values, "statistics", ValueType.SWITCH, settings.statistics());
        return values;
    }

    private static void memory(RocksSettings.MemorySettings memory, Map<String, String> values) {
        put(values, "budget", ValueType.SIZE, memory.budgetBytes());
        put(values, "memtable-bytes-max", ValueType.SIZE, memory.memtableBytesMax());
        put(values, "write-buffer-size", ValueType.SIZE, memory.writeBufferBytes());
        put(values, "write-buffer-count", ValueType.NUMBER, memory.writeBufferCount());
        put(values, "write-buffers-to-merge", ValueType.NUMBER, memory.writeBuffersToMerge());
    }

    private static void files(RocksSettings.FileSettings files, Map<String, String> values) {
        put(values, "max-open-files", ValueType.NUMBER, files.openFilesMax());
        put(values, "target-file-size", ValueType.SIZE, files.targetFileBytes());
        put(values, "block-size", ValueType.SMALL_SIZE, files.blockBytes());
        put(values, "bloom-bits-per-key", ValueType.NUMBER, files.bloomBitsPerKey());
    }

    private static void compaction(RocksSettings.CompactionSettings compaction, Map<String, String> values) {
        put(values, "background-jobs", ValueType.NUMBER, compaction.backgroundJobs());
        put(values, "subcompactions", ValueType.NUMBER, compaction.subcompactions());
        put(values, "level0-trigger", ValueType.NUMBER, compaction.level0Trigger());
        put(values, "level-base-size", ValueType.SIZE, compaction.levelBaseBytes());
        put(values, "rate-limit", ValueType.SIZE, compaction.bytesPerSecondMax());
        put(values, "wal-bytes-max", ValueType.SIZE, compaction.walBytesMax());
        put(values, "fsync", ValueType.SWITCH, compaction.fsync());
    }

    private static void compression(RocksSettings.CompressionSettings compression, Map<String, String> values) {
        put(
                values,
                "compression.levels",
                ValueType.TEXT,
                String.join(
                        ",",
                        compression.levels().stream().map(HoconText::constant).toList()));
        put(values, "compression.bottom", ValueType.TEXT, HoconText.constant(compression.bottom()));
        put(values, "compression.cold", ValueType.TEXT, HoconText.constant(compression.cold()));
        put(values, "dictionary-size", ValueType.SMALL_SIZE, compression.dictionaryBytes());
    }

    private static <T> void put(Map<String, String> values, String key, ValueType<T> type, T value) {
        values.put(RocksKeys.SECTION + key, type.shown(value));
    }
}
