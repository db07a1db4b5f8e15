package dev.cairn.storage;

import java.util.List;

/// Settings by load, in transactions a second.
public enum RocksPreset {
    /// Below 1,000: small containers.
    LIGHT(128, 32, 16, 2, 32, 128),
    /// 1,000 to 10,000: the default.
    MEDIUM(512, 192, 48, 2, 64, 256),
    /// 10,000 to 100,000: machines that do little else. Beyond it, shards.
    HEAVY(2048, 512, 64, 4, 128, 512);

    private static final long MIB = 1 << 20;

    private final int budgetMib;
    private final int memtablesMib;
    private final int writeBufferMib;
    private final int backgroundJobs;
    private final int targetFileMib;
    private final int levelBaseMib;

    RocksPreset(
            int budgetMib,
            int memtablesMib,
            int writeBufferMib,
            int backgroundJobs,
            int targetFileMib,
            int levelBaseMib) {
        this.budgetMib = budgetMib;
        this.memtablesMib = memtablesMib;
        this.writeBufferMib = writeBufferMib;
        this.backgroundJobs = backgroundJobs;
        this.targetFileMib = targetFileMib;
        this.levelBaseMib = levelBaseMib;
    }

    public RocksSettings settings() {
        return new RocksSettings(
                new RocksSettings.MemorySettings(budgetMib * MIB, memtablesMib * MIB, writeBufferMib * MIB, 4, 1),
                new RocksSettings.FileSettings(-1, targetFileMib * MIB, 16 << 10, 10),
                new RocksSettings.CompactionSettings(
                        backgroundJobs, Math.max(1, backgroundJobs / 2), 4, levelBaseMib * MIB, 0, 1024 * MIB, false),
                new RocksSettings.CompressionSettings(
                        List.of(Compression.LZ4), Compression.ZSTD, Compression.LZ4, 16 << 10),
                RocksSettings.PlaceSettings.together(),
                true);
    }
}
