package dev.cairn.store;

import dev.cairn.flush.FlushRound;
import dev.cairn.flush.FlushTrigger;
import dev.cairn.flush.Flusher;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.Durability;
import dev.cairn.storage.RocksSettings;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.StorageIdentity;
import dev.cairn.storage.Storages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Ours: the storage and what flushes into it.
public final class CairnDatabase implements AutoCloseable {
    private static final StorageIdentity IDENTITY =
            new StorageIdentity("bench", new TreeMap<>(Map.of("blocks", "1")), 0);

    private final Storage storage;
    private final Flusher flusher;

    public CairnDatabase(Path directory, RocksSettings settings) {
        storage = Storages.open(new StorageConfig.Rocks(directory, Durability.WAL, settings), IDENTITY);
        flusher = new Flusher(storage);
    }

    public Storage storage() {
        return storage;
    }

    static List<BlockLayer> layers(StoreLoad load, int from, int to) {
        List<BlockLayer> layers = new ArrayList<>(to - from + 1);
        for (int height = from; height <= to; height++) {
            layers.add(BlockLayer.of(load.block(height)));
        }
        return layers;
    }

    public void flush(List<BlockLayer> blocks) {
        flush(blocks, OptionalLong.empty());
    }

    void flush(List<BlockLayer> blocks, OptionalLong newFloor) {
        var _ = flusher.flush(
                new FlushRound(FlushTrigger.BLOCKS, blocks, blocks.getLast().height(), newFloor));
    }

    /// Writes all blocks of a load.
    void fill(StoreLoad load, int blocksPerRound) {
        for (int from = 1; from <= load.blocks(); from += blocksPerRound) {
            flush(layers(load, from, Math.min(load.blocks(), from + blocksPerRound - 1)));
        }
    }

    /// Waits until flushes and compactions have done what they found to do.
    void settle() throws Exception {
        Settling.await(() -> storage.stats().compaction().running());
    }

    @Override
    public void close() {
        storage.close();
    }
}
