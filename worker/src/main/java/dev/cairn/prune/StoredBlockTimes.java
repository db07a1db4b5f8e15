package dev.cairn.prune;

import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.CommittedPosition;
import dev.cairn.storage.Storage;
import java.util.Optional;

/// The times of the blocks on disk, each of whose records holds its chain time. **Threading:** any.
public record StoredBlockTimes(Storage storage) implements BlockTimes {
    @Override
    public long newestUpTo(long timeMs) {
        Optional<CommittedPosition> stored = storage.committed();
        if (stored.isEmpty()) {
            return NONE;
        }
        if (stored.get().chainTimeMs() <= timeMs) {
            return stored.get().height();
        }
        long low = storage.earliestHeight();
        long high = stored.get().height();
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (chainTimeMs(middle) <= timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // What is older than the oldest that is kept is forgotten already, so that it may be kept says nothing.
        return low - 1;
    }

    private long chainTimeMs(long height) {
        return storage.reader()
                .block(height)
                .map(BlockRecord::chainTimeMs)
                .orElseThrow(() -> new IllegalStateException("expected the block at height " + height + " on disk"));
    }
}
