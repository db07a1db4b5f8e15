package dev.cairn.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/// Tells whether a loss of power would have taken a commit. Files that are copied hold what the operating system was
/// given, synced or not; so this is counted where RocksDB does it.
public final class SyncedWrites {
    private SyncedWrites() {}

    /// Every write that went into the log was followed by a sync of its own: there is one writer.
    public static void check(Storage storage) {
        Statistics statistics = ((RocksStorage) storage).database().options().statistics();
        assertThat(statistics.getTickerCount(TickerType.WAL_FILE_SYNCED))
                .as("syncs of the log, of which each commit needs one")
                .isGreaterThanOrEqualTo(statistics.getTickerCount(TickerType.WRITE_WITH_WAL));
    }
}
