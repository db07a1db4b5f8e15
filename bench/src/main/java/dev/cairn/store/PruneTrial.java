package dev.cairn.store;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.storage.RocksSettings;
import java.util.Optional;
import java.util.OptionalLong;

/// Forgetting nine tenths of the history: how long the call takes, what readers feel while space comes back, and how
/// near the disk comes to that of a database that never had the history.
final class PruneTrial {
    private static final int BLOCKS_PER_ROUND = 100;
    private static final int SLICES = 32;

    private final StoreLoad load;
    private final RocksSettings settings;

    PruneTrial(StoreLoad load, RocksSettings settings) {
        this.load = load;
        this.settings = settings;
    }

    /// @param callMillis       how long raising the floor took
    /// @param p99VsIdle        of reads while space is reclaimed, against reads before
    /// @param diskVsNeverHad   size against a database that was written with the floor it has now
    record Result(double callMillis, double p99VsIdle, double diskVsNeverHad, Latencies idle, Latencies reclaiming) {}

    Result run(ScratchFolder with, ScratchFolder without) throws Exception {
        int floor = load.blocks() - load.blocks() / 10;
        long neverHad = sizeOfOneThatNeverHadTheHistory(without, floor);
        try (CairnDatabase database = new CairnDatabase(with.path(), settings)) {
            database.fill(load, BLOCKS_PER_ROUND);
            database.settle();
            Latencies idle = readersDuring(database, () -> Thread.sleep(5_000));
            long start = System.nanoTime();
            database.storage().raiseFloor(floor);
            double callMillis = (System.nanoTime() - start) / 1e6;
            Latencies reclaiming = readersDuring(database, () -> reclaim(database));
            double size = database.storage().stats().contents().sstBytes();
            return new Result(
                    callMillis, reclaiming.micros(0.99) / idle.micros(0.99), size / neverHad, idle, reclaiming);
        }
    }

    private long sizeOfOneThatNeverHadTheHistory(ScratchFolder folder, long floor) throws Exception {
        try (CairnDatabase database = new CairnDatabase(folder.path(), settings)) {
            for (int from = 1; from <= load.blocks(); from += BLOCKS_PER_ROUND) {
                int to = from + BLOCKS_PER_ROUND - 1;
                database.flush(CairnDatabase.layers(load, from, to), OptionalLong.of(Math.min(floor, to)));
            }
            reclaim(database);
            return database.storage().stats().contents().sstBytes();
        }
    }

    /// Slice by slice, as a pruner in the background would.
    private static void reclaim(CairnDatabase database) {
        for (int slice = 0; slice < SLICES; slice++) {
            Bytes from = slice == 0 ? Bytes.EMPTY : startOf(slice);
            database.storage()
                    .compact(
                            slice == SLICES - 1
                                    ? new KeyRange(from, Optional.empty())
                                    : KeyRange.between(from, startOf(slice + 1)));
        }
    }

    private static Bytes startOf(int slice) {
        return Bytes.wrap(new byte[] {(byte) (slice * 256 / SLICES)});
    }

    private interface Deed {
        void run() throws Exception;
    }

    private Latencies readersDuring(CairnDatabase database, Deed deed) throws Exception {
        try (BackgroundReader reader = new BackgroundReader(database, load)) {
            deed.run();
            return reader.stop();
        }
    }
}
