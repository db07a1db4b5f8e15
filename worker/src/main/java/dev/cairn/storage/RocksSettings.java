package dev.cairn.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How RocksDB is set up; begin with a [RocksPreset]. Why the defaults are what they are is in
/// docs/adr/2026-11-21-storage.md.
///
/// @param statistics  counters for metrics; costs a few percent of reading
public record RocksSettings(
        MemorySettings memory,
        FileSettings files,
        CompactionSettings compaction,
        CompressionSettings compression,
        PlaceSettings places,
        boolean statistics) {

    /// The same with files in other places.
    public RocksSettings in(PlaceSettings others) {
        return new RocksSettings(memory, files, compaction, compression, others, statistics);
    }

    /// One budget for everything native.
    ///
    /// @param budgetBytes         the block cache; index and filter blocks lie in it, memtables are charged to it
    /// @param memtableBytesMax    the part of it that all memtables together may take before they are flushed
    /// @param writeBufferBytes    one memtable of the state; larger ones make fewer files, and inserting slower
    /// @param writeBufferCount    how many may wait for being flushed before writers do
    /// @param writeBuffersToMerge how many are flushed together
    public record MemorySettings(
            long budgetBytes,
            long memtableBytesMax,
            long writeBufferBytes,
            int writeBufferCount,
            int writeBuffersToMerge) {
        private static final long BUDGET_BYTES_MIN = 8L << 20;

        public MemorySettings {
            SettingChecks.atLeast("storage.rocksdb.budget", budgetBytes, BUDGET_BYTES_MIN);
            SettingChecks.between("storage.rocksdb.memtable-bytes-max", memtableBytesMax, 1 << 20, budgetBytes);
            SettingChecks.between("storage.rocksdb.write-buffer-size", writeBufferBytes, 64 << 10, memtableBytesMax);
            SettingChecks.between("storage.rocksdb.write-buffer-count", writeBufferCount, 2, 64);
            SettingChecks.between(
                    "storage.rocksdb.write-buffers-to-merge", writeBuffersToMerge, 1, writeBufferCount - 1L);
        }
    }

    /// The files of the state, which are written once and then only read.
    ///
    /// @param openFilesMax     -1 for all, which is fastest; else the process's limit less what others need
    /// @param targetFileBytes  of a file of the youngest sorted level
    /// @param blockBytes       what is read and unpacked for one key; larger packs better
    /// @param bloomBitsPerKey  0 for none; 10 spares 99 of 100 reads for absent keys
    public record FileSettings(int openFilesMax, long targetFileBytes, int blockBytes, int bloomBitsPerKey) {
        public FileSettings {
            if (openFilesMax != -1) {
                SettingChecks.between("storage.rocksdb.max-open-files", openFilesMax, 32, Integer.MAX_VALUE);
            }
            SettingChecks.between("storage.rocksdb.target-file-size", targetFileBytes, 32 << 10, 4L << 30);
            SettingChecks.between("storage.rocksdb.block-size", blockBytes, 1 << 10, 1 << 20);
            SettingChecks.between("storage.rocksdb.bloom-bits-per-key", bloomBitsPerKey, 0, 32);
        }
    }

    /// What runs in the background, and how much it may take from the writer and from readers.
    ///
    /// @param backgroundJobs     threads that flush and compact
    /// @param subcompactions     how many of them one compaction may use
    /// @param level0Trigger      files of level 0 that start a compaction; fewer: faster reads, dearer writes
    /// @param levelBaseBytes     size of the youngest sorted level; each below is ten times larger
    /// @param bytesPerSecondMax  0 for no limit; one on flushes and compactions leaves the disk to readers
    /// @param walBytesMax        log kept before memtables are flushed for its sake; more: longer recovery
    /// @param fsync              fsync instead of fdatasync
    public record CompactionSettings(
            int backgroundJobs,
            int subcompactions,
            int level0Trigger,
            long levelBaseBytes,
            long bytesPerSecondMax,
            long walBytesMax,
            boolean fsync) {
        public CompactionSettings {
            SettingChecks.between("storage.rocksdb.background-jobs", backgroundJobs, 1, 256);
            SettingChecks.between("storage.rocksdb.subcompactions", subcompactions, 1, 64);
            SettingChecks.between("storage.rocksdb.level0-trigger", level0Trigger, 1, 100);
            SettingChecks.atLeast("storage.rocksdb.level-base-size", levelBaseBytes, 64 << 10);
            SettingChecks.atLeast("storage.rocksdb.rate-limit", bytesPerSecondMax, 0);
            SettingChecks.atLeast("storage.rocksdb.wal-bytes-max", walBytesMax, 1 << 20);
        }
    }

    /// Processor time against space.
    ///
    /// @param levels           of the state's levels, youngest first, the last one named for all below; they
    ///                         are written often, so it has to be quick
    /// @param bottom           of the last level, where nine tenths of the data lie
    /// @param cold             of blocks and lists of changed keys, which are written once and read rarely
    /// @param dictionaryBytes  of the dictionary that ZSTD makes for each file of the last level; 0 for none
    public record CompressionSettings(
            List<Compression> levels, Compression bottom, Compression cold, int dictionaryBytes) {
        public CompressionSettings {
            levels = List.copyOf(levels);
            if (levels.isEmpty()) {
                throw new IllegalArgumentException(
                        "storage.rocksdb.compression.levels is empty, but it has to name at least one, as [lz4]");
            }
            SettingChecks.between("storage.rocksdb.dictionary-size", dictionaryBytes, 0, 1 << 20);
        }

        /// What the last level is packed with, where that takes one.
        int bottomDictionaryBytes() {
            return bottom == Compression.ZSTD ? dictionaryBytes : 0;
        }
    }

    /// Where files lie.
    ///
    /// @param createIfMissing  make a database in an empty directory; off, a mistyped path is refused
    /// @param tiers            for the state, fastest first; empty for the database's own directory
    /// @param coldDirectory    for blocks and lists of changed keys, if not the database's own
    public record PlaceSettings(boolean createIfMissing, List<StorageTier> tiers, Optional<Path> coldDirectory) {
        /// RocksDB keeps the number of a place in two bits, and takes more for less without a word.
        static final int TIERS_MAX = 4;

        public PlaceSettings {
            tiers = List.copyOf(tiers);
            if (tiers.size() > TIERS_MAX) {
                throw new IllegalArgumentException("storage.rocksdb.tiers has " + tiers.size()
                        + " places, but RocksDB tells no more than " + TIERS_MAX
                        + " apart; make one volume of several disks, as with LVM or a RAID");
            }
        }

        /// Everything in the database's own directory.
        public static PlaceSettings together() {
            return new PlaceSettings(true, List.of(), Optional.empty());
        }

        /// @param moved  from each place to another
        PlaceSettings movedTo(UnaryOperator<Path> moved) {
            return new PlaceSettings(
                    createIfMissing,
                    tiers.stream()
                            .map(tier -> new StorageTier(moved.apply(tier.directory()), tier.bytesMax()))
                            .toList(),
                    coldDirectory.map(moved));
        }

        /// Whether all files lie side by side.
        public boolean areOne() {
            return tiers.isEmpty() && coldDirectory.isEmpty();
        }
    }
}
