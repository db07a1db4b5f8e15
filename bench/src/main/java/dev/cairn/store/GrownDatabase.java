package dev.cairn.store;

import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.Storage;
import java.nio.file.Path;

/// A database that grows block by block, as far as its load goes.
final class GrownDatabase implements AutoCloseable {
    private static final int BLOCKS_PER_ROUND = 100;

    private final CairnDatabase database;
    private final StoreLoad load;
    private volatile int height;

    GrownDatabase(Path directory, StoreLoad load, RocksSettings settings) {
        database = new CairnDatabase(directory, settings);
        this.load = load;
    }

    Storage storage() {
        return database.storage();
    }

    long written() {
        return (long) height * load.writesPerBlock();
    }

    /// Writes so many values more.
    void grow(long writes) {
        for (long target = written() + writes; written() < target; ) {
            var _ = round();
        }
    }

    /// Writes one round more, and tells how long that took; making its blocks does not count.
    long round() {
        return round(BLOCKS_PER_ROUND);
    }

    /// The same of so many blocks.
    long round(int blocksOfRound) {
        int to = Math.min(load.blocks(), height + blocksOfRound);
        var blocks = CairnDatabase.layers(load, height + 1, to);
        long start = System.nanoTime();
        database.flush(blocks);
        long nanos = System.nanoTime() - start;
        height = to;
        return nanos;
    }

    void settle() throws Exception {
        database.storage().flushMemtables();
        database.settle();
    }

    @Override
    public void close() {
        database.close();
    }
}
