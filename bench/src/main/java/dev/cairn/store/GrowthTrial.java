package dev.cairn.store;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.StorageStats;
import dev.cairn.terminal.Progress;
import dev.cairn.terminal.Screen;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What things cost as data grows: a database in which every key was written once takes more writes, while somebody
/// reads.
final class GrowthTrial {
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final int BLOCKS_PER_ROUND = 100;
    private static final int MORE_WRITES = 5_000_000;
    private static final int ENTRY_BYTES = StoreLoad.KEY_BYTES + StoreLoad.VALUE_BYTES;

    private final int keys;
    private final RocksSettings settings;
    /// The newest block written; looked at while others are.
    private volatile int written;

    GrowthTrial(int keys, RocksSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    static String header() {
        return """
                | keys | writes/s | write amplification | bytes on disk per version | reads while flushing: P50 / P99 / P99.9 in µs | reads when idle |
                |---|---|---|---|---|---|""";
    }

    /// A row for the table.
    String run(Path directory, Screen screen) throws Exception {
        StoreLoad load = StoreLoad.everyKeyOnceThen(keys, MORE_WRITES / WRITES_PER_BLOCK, WRITES_PER_BLOCK);
        Progress progress = new Progress("growing to %,d keys".formatted(keys), load.blocks(), () -> written);
        return progress.during(screen, () -> run(directory, load));
    }

    private String run(Path directory, StoreLoad load) throws Exception {
        int first = keys / WRITES_PER_BLOCK;
        try (CairnDatabase database = new CairnDatabase(directory, settings)) {
            for (int from = 1; from <= first; from += BLOCKS_PER_ROUND) {
                int to = Math.min(first, from + BLOCKS_PER_ROUND - 1);
                database.flush(CairnDatabase.layers(load, from, to));
                written = to;
            }
            database.storage().flushMemtables();
            database.settle();
            StorageStats before = database.storage().stats();
            Latencies busy;
            double rate;
            try (BackgroundReader reader = new BackgroundReader(database, load)) {
                rate = writeMore(database, load, first);
                busy = reader.stop();
            }
            database.storage().flushMemtables();
            database.settle();
            StorageStats after = database.storage().stats();
            Latencies idle;
            try (BackgroundReader reader = new BackgroundReader(database, load)) {
                Thread.sleep(5_000);
                idle = reader.stop();
            }
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.1f | %.0f | %s | %s |",
                    keys,
                    rate,
                    writtenBytes(before, after) / ((double) MORE_WRITES * ENTRY_BYTES),
                    (double) after.contents().sstBytes() / load.writes(),
                    busy,
                    idle);
        }
    }

    /// Only the writing counts, not the making of blocks.
    private double writeMore(CairnDatabase database, StoreLoad load, int first) {
        long nanos = 0;
        for (int from = first + 1; from <= load.blocks(); from += BLOCKS_PER_ROUND) {
            int to = Math.min(load.blocks(), from + BLOCKS_PER_ROUND - 1);
            List<BlockLayer> blocks = CairnDatabase.layers(load, from, to);
            long start = System.nanoTime();
            database.flush(blocks);
            nanos += System.nanoTime() - start;
            written = to;
        }
        return MORE_WRITES * 1e9 / nanos;
    }

    private static long writtenBytes(StorageStats before, StorageStats after) {
        return written(after.compaction()) - written(before.compaction());
    }

    private static long written(StorageStats.Compaction work) {
        return work.walBytes() + work.flushedBytes() + work.writtenBytes();
    }
}
