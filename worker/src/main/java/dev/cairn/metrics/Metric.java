package dev.cairn.metrics;

import static dev.cairn.metrics.MetricKind.COUNTER;
import static dev.cairn.metrics.MetricKind.DURATIONS;
import static dev.cairn.metrics.MetricKind.GAUGE;
import static dev.cairn.metrics.MetricKind.SIZES;

import java.util.List;

/// Every series of ours, as it stands in a scrape; docs/reference/metrics.md is made from it. All but those of the
/// whole process carry the label `shard` besides their own.
enum Metric {
    // The marks. Before the first block they are absent rather than 0, which is a height like any other.
    APPLIED_HEIGHT(
            "cairn_applied_height", GAUGE, "height", "The newest block that is visible to reads at the latest height"),
    FINALIZED_HEIGHT("cairn_finalized_height", GAUGE, "height", "The newest block that can no longer be replaced"),
    FLUSHED_HEIGHT(
            "cairn_flushed_height",
            GAUGE,
            "height",
            "The newest block that is durable, with the offsets to go on from"),
    SNAPSHOT_HEIGHT(
            "cairn_snapshot_height",
            GAUGE,
            "height",
            "The block of the newest finished snapshot; absent until there is one"),
    EARLIEST_HEIGHT("cairn_earliest_height", GAUGE, "height", "The oldest height that can be read"),

    // How far behind.
    LAG_OFFSETS(
            "cairn_lag_offsets",
            GAUGE,
            "offsets",
            "End of the partition less the position read up to; markers of transactions do not count. Absent until both are known",
            "topic",
            "partition"),
    LAG_BLOCKS(
            "cairn_lag_blocks",
            GAUGE,
            "blocks",
            "Block events read and not applied yet, and the offsets of the blocks partition that are not read yet: exact at the tip, an upper bound behind it. Absent where it cannot be known: behind the tip, if blocks and transactions share a topic"),
    LAG_SECONDS(
            "cairn_lag_seconds",
            GAUGE,
            "seconds",
            "Age of the newest applied block's last record while there is something to read or applying is halted or paused; else how long the next block is waited for, 0 if none is. Absent while behind before the first block is applied"),
    WAITING_FOR_BLOCK(
            "cairn_waiting_for_block_seconds",
            GAUGE,
            "seconds",
            "How long the next block has been waited for since its block event was there and something else of it was not; 0 if none is, or for less than a second"),

    // What comes in.
    READ_RECORDS("cairn_read_records_total", COUNTER, "records", "Records read from Kafka"),
    READ_BYTES("cairn_read_bytes_total", COUNTER, "bytes", "Values of the records read from Kafka"),
    PARTITION_PAUSED(
            "cairn_partition_paused",
            GAUGE,
            "0 or 1",
            "Whether a partition is not read for now: it is ahead and waits for the others, all wait for the disk, or the next record in it halts",
            "topic",
            "partition"),
    DUPLICATE_RECORDS(
            "cairn_duplicate_records_total",
            COUNTER,
            "records",
            "Records that changed nothing because they were known"),
    DEAD_LETTERS("cairn_dead_letters_total", COUNTER, "records", "Records that are no events and were put aside"),

    // What is applied.
    APPLIED_BLOCKS(
            "cairn_applied_blocks_total",
            COUNTER,
            "blocks",
            "Blocks that became visible; one that is replaced and comes back counts again"),
    APPLIED_TRANSACTIONS("cairn_applied_transactions_total", COUNTER, "transactions", "Transactions of applied blocks"),
    APPLIED_WRITES(
            "cairn_applied_writes_total",
            COUNTER,
            "writes",
            "Keys changed by applied blocks, each counted once a block"),
    APPLIED_BYTES("cairn_applied_bytes_total", COUNTER, "bytes", "Memory that the changes of applied blocks took"),
    VISIBLE_LATENCY(
            "cairn_event_to_visible_seconds",
            DURATIONS,
            "seconds",
            "From the publishing of the last record that a block needed, by Kafka's timestamp, to the block being visible; while catching up this is its age"),
    REORG_DEPTH(
            "cairn_reorg_depth_blocks",
            SIZES,
            "blocks",
            "Blocks dropped by each reorganisation; its count is the number of reorganisations"),
    REWINDS(
            "cairn_rewinds_total",
            COUNTER,
            "rewinds",
            "Rewinds of the database, for reorganisations below what was final or on demand"),
    REWOUND_BLOCKS("cairn_rewound_blocks_total", COUNTER, "blocks", "Final blocks dropped by rewinds"),
    REWOUND_KEYS("cairn_rewound_keys_total", COUNTER, "keys", "Keys that rewinds gave their older value again"),

    // What goes to disk.
    FLUSHES("cairn_flushes_total", COUNTER, "flushes", "Flushes that succeeded, by what made them due", "trigger"),
    FLUSH_DURATION("cairn_flush_duration_seconds", DURATIONS, "seconds", "How long flushes took"),
    FLUSH_SIZE("cairn_flush_size_bytes", SIZES, "bytes", "Keys and values that a flush wrote"),
    FLUSHED_BLOCKS("cairn_flushed_blocks_total", COUNTER, "blocks", "Blocks made durable"),
    FLUSHED_TRANSACTIONS(
            "cairn_flushed_transactions_total", COUNTER, "transactions", "Transactions of blocks made durable"),
    FLUSHED_WRITES("cairn_flushed_writes_total", COUNTER, "writes", "Versions of keys written to disk"),
    FLUSHED_BYTES(
            "cairn_flushed_bytes_total",
            COUNTER,
            "bytes",
            "Keys and values written to disk, before RocksDB packs them"),
    SKIPPED_WRITES(
            "cairn_flush_skipped_writes_total",
            COUNTER,
            "writes",
            "Versions that were not written because retention would have pruned them at once"),

    // What is kept.
    SNAPSHOTS("cairn_snapshots_total", COUNTER, "snapshots", "Snapshots that were taken, by policy or on demand"),
    SNAPSHOT_FAILURES("cairn_snapshot_failures_total", COUNTER, "snapshots", "Snapshots that could not be taken"),
    SNAPSHOT_DURATION(
            "cairn_snapshot_duration_seconds",
            DURATIONS,
            "seconds",
            "How long taking a snapshot took; blocks are applied and written meanwhile"),
    SNAPSHOT_BYTES(
            "cairn_snapshot_bytes",
            GAUGE,
            "bytes",
            "Files of the newest snapshot, those included that the database has too; absent until this process has taken one"),
    SNAPSHOT_TIMESTAMP(
            "cairn_snapshot_timestamp_seconds",
            GAUGE,
            "seconds",
            "When the newest finished snapshot was taken, as a Unix time; absent until there is one"),
    SNAPSHOTS_SENT(
            "cairn_snapshots_sent_total",
            COUNTER,
            "snapshots",
            "Snapshots that were sent to the repository, those included of which everything was there already"),
    SNAPSHOT_SEND_FAILURES(
            "cairn_snapshot_send_failures_total",
            COUNTER,
            "failures",
            "How often a snapshot could not be sent to the repository; it is tried again"),
    SNAPSHOT_SENT_BYTES("cairn_snapshot_sent_bytes_total", COUNTER, "bytes", "Files sent to the repository"),
    SNAPSHOT_SKIPPED_BYTES(
            "cairn_snapshot_skipped_bytes_total",
            COUNTER,
            "bytes",
            "Files that were not sent, since the repository had them already"),
    SNAPSHOT_SENT_HEIGHT(
            "cairn_snapshot_sent_height",
            GAUGE,
            "height",
            "The block of the newest snapshot in the repository that this process has sent or found there; absent until then"),

    DAMAGED_DATABASES(
            "cairn_damaged_databases",
            GAUGE,
            "databases",
            "Databases that were found damaged, were replaced, and lie beside the shard's until somebody deletes them"),

    // What is forgotten.
    PRUNE_LAG(
            "cairn_prune_lag_blocks",
            GAUGE,
            "blocks",
            "Heights that are kept though retention does not want them any more; some always are, since the floor rises in strides"),
    PRUNES("cairn_prunes_total", COUNTER, "prunes", "Rises of the earliest height, by retention or on demand"),
    PRUNED_BLOCKS("cairn_pruned_blocks_total", COUNTER, "blocks", "Heights that can be asked for no more"),
    LAST_PRUNE(
            "cairn_last_prune_timestamp_seconds",
            GAUGE,
            "seconds",
            "When the earliest height rose last since the start, as a Unix time"),
    GARBAGE(
            "cairn_garbage_ratio",
            GAUGE,
            "0 to 1",
            "The part of the stored versions of the state that nobody can ask for any more, from 0 to 1, as estimated slice by slice"),
    SURVEYED_SLICES(
            "cairn_surveyed_slices_total", COUNTER, "slices", "Slices of the state that were looked at for garbage"),
    COMPACTED_SLICES(
            "cairn_compacted_slices_total",
            COUNTER,
            "slices",
            "Slices of the state that were compacted in the background to give back their garbage"),
    RECLAIMED_BYTES(
            "cairn_reclaimed_bytes_total",
            COUNTER,
            "bytes",
            "By how much the state shrank on disk while these were compacted"),

    // What is held in memory, and how much may be.
    WAITING_BYTES("cairn_waiting_bytes", GAUGE, "bytes", "Records of blocks that are not whole or not final yet"),
    WAITING_LIMIT(
            "cairn_waiting_limit_bytes",
            GAUGE,
            "bytes",
            "What `assemble.buffered-bytes-max` allows for them; from half of it on, partitions that are ahead are paused"),
    TIP_BYTES(
            "cairn_tip_bytes",
            GAUGE,
            "bytes",
            "Applied blocks that can still be replaced. Their records are among the waiting ones too"),
    UNFLUSHED_BYTES("cairn_unflushed_bytes", GAUGE, "bytes", "Final blocks in memory that are not durable yet"),
    UNFLUSHED_LIMIT(
            "cairn_unflushed_limit_bytes",
            GAUGE,
            "bytes",
            "What `flush.buffered-bytes-max` allows for them; at that a flush is due, and reading waits for the disk"),
    STORE_BYTES(
            "cairn_store_bytes",
            GAUGE,
            "bytes",
            "The multi-version store in memory: the tip, unflushed blocks, the cache of flushed ones, the index"),
    STORE_LIMIT(
            "cairn_store_limit_bytes",
            GAUGE,
            "bytes",
            "What is allowed for it but for the index: `flush.buffered-bytes-max` and `mvcc.cache-bytes-max`, and for the tip as much as `assemble.buffered-bytes-max` for its records"),

    // What failed.
    SOURCE_FAILURES(
            "cairn_source_failures_total", COUNTER, "failures", "How often Kafka gave no answer; it is asked again"),
    STORAGE_FAILURES(
            "cairn_storage_failures_total",
            COUNTER,
            "failures",
            "How often the disk did not do what it was asked for, as flushes that failed; nothing of them is stored"),
    PAUSED(
            "cairn_paused",
            GAUGE,
            "0 or 1",
            "Whether an operator has told the shard to apply nothing; reads and metrics go on"),
    HALTED(
            "cairn_halted",
            GAUGE,
            "0 or 1",
            "Whether applying has stopped for this reason; reads and metrics go on",
            "reason"),
    HALTS(
            "cairn_halts_total",
            COUNTER,
            "halts",
            "How often applying stopped, those that passed by themselves included",
            "reason"),

    // RocksDB, under the names that its operators know. The first nine count without `_total`, as they were asked for.
    ROCKS_KEYS("rocksdb_estimate_num_keys", GAUGE, "entries", "Versions of keys in the state, roughly"),
    ROCKS_SST_BYTES("rocksdb_total_sst_size_bytes", GAUGE, "bytes", "Files of the database"),
    ROCKS_CACHE_HIT("rocksdb_cache_hit", GAUGE, "blocks", "Blocks found in the block cache since opening"),
    ROCKS_CACHE_MISS("rocksdb_cache_miss", GAUGE, "blocks", "Blocks that had to be read from files since opening"),
    ROCKS_CACHE_HIT_RATE(
            "rocksdb_cache_hit_rate", GAUGE, "0 to 1", "Hits of all look-ups in the block cache since opening"),
    ROCKS_COMPACTION_CPU(
            "rocksdb_compaction_cpu_micros", GAUGE, "microseconds", "Processor time of compactions since opening"),
    ROCKS_WRITE_STALL(
            "rocksdb_write_stall_micros",
            GAUGE,
            "microseconds",
            "How long flushes had to wait for RocksDB since opening"),
    ROCKS_LEVEL0_FILES(
            "rocksdb_num_files_level0", GAUGE, "files", "Files not compacted yet; each makes reading slower"),
    ROCKS_IMMUTABLE(
            "rocksdb_num_immutable_mem_table",
            GAUGE,
            "memtables",
            "Full memtables that wait for being written to files"),
    ROCKS_LIVE_BYTES(
            "rocksdb_estimate_live_data_size_bytes",
            GAUGE,
            "bytes",
            "Roughly what would be left of the files if everything was compacted"),
    ROCKS_HORIZON(
            "rocksdb_full_history_horizon",
            GAUGE,
            "timestamp",
            "Where the horizon of the state stands: compaction drops older versions"),
    ROCKS_MEMTABLE_BYTES("rocksdb_memtable_bytes", GAUGE, "bytes", "Memtables, full and current ones"),
    ROCKS_CACHE_BYTES("rocksdb_block_cache_bytes", GAUGE, "bytes", "The block cache, with what is charged to it"),
    ROCKS_PINNED_BYTES(
            "rocksdb_block_cache_pinned_bytes", GAUGE, "bytes", "The part of it that cannot be let go of now"),
    ROCKS_TABLE_READER_BYTES(
            "rocksdb_table_readers_bytes", GAUGE, "bytes", "Index and filter blocks outside the cache"),
    ROCKS_READ_BYTES("rocksdb_read_bytes_total", COUNTER, "bytes", "Keys and values given to readers"),
    ROCKS_BLOOM_USEFUL("rocksdb_bloom_useful_total", COUNTER, "files", "Files that a read was spared by their filter"),
    ROCKS_ITERATORS("rocksdb_iterators_opened_total", COUNTER, "iterators", "Scans begun"),
    ROCKS_COMPACTION_READ("rocksdb_compaction_read_bytes_total", COUNTER, "bytes", "Read by compactions"),
    ROCKS_COMPACTION_WRITTEN("rocksdb_compaction_written_bytes_total", COUNTER, "bytes", "Written by compactions"),
    ROCKS_MEMTABLE_WRITTEN("rocksdb_memtable_written_bytes_total", COUNTER, "bytes", "Written to files from memtables"),
    ROCKS_WAL_WRITTEN("rocksdb_wal_written_bytes_total", COUNTER, "bytes", "Written to the log"),
    ROCKS_MEMTABLE_FLUSHES("rocksdb_memtable_flushes_total", COUNTER, "flushes", "Memtables written to files"),
    ROCKS_COMPACTIONS("rocksdb_compactions_total", COUNTER, "compactions", "Compactions done"),
    ROCKS_STALLS("rocksdb_write_stalls_total", COUNTER, "writes", "Writes that had to wait"),
    ROCKS_RUNNING_COMPACTIONS("rocksdb_running_compactions", GAUGE, "compactions", "Compactions under way"),
    ROCKS_PENDING_BYTES("rocksdb_pending_compaction_bytes", GAUGE, "bytes", "What compaction still has to rewrite"),
    ROCKS_BACKGROUND_ERRORS(
            "rocksdb_background_errors_total", COUNTER, "errors", "Flushes of memtables and compactions that failed");

    private final String prometheusName;
    private final MetricKind kind;
    private final String unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    Metric(String prometheusName, MetricKind kind, String unit, String help, String... labels) {
        this.prometheusName = prometheusName;
        this.kind = kind;
        this.unit = unit;
        this.help = help;
        this.labels = List.of(labels);
    }

    /// As in a scrape; a histogram has `_bucket`, `_count`, `_sum` and `_max` behind it.
    String prometheusName() {
        return prometheusName;
    }

    MetricKind kind() {
        return kind;
    }

    String unit() {
        return unit;
    }

    String help() {
        return help;
    }

    /// Beside `shard`.
    List<String> labels() {
        return labels;
    }
}
