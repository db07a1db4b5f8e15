package dev.cairn.cli;

import dev.cairn.model.KeyRange;
import dev.cairn.storage.StateSlice;
import dev.cairn.storage.Storage;
import dev.cairn.storage.StorageStats;
import java.util.List;

/// How far a compaction of a slice is, by the bytes that it reads. RocksDB tells how many it has read, and not how
/// many it will read, but that can be guessed: what a level holds goes down to the next one that holds something,
/// and is read there once more, together with what it finds. **Threading:** any.
final class CompactionShare {
    private final Storage storage;
    private final long bytesTotal;

    /// @param storage  where nothing was compacted yet since it was opened
    CompactionShare(Storage storage, KeyRange slice) {
        this.storage = storage;
        storage.flushMemtables();
        bytesTotal = (long) (read(storage.stats().contents().levels())
                * share(storage.space().slices(), slice));
    }

    /// About how many there are to read.
    long bytesTotal() {
        return bytesTotal;
    }

    long bytesDone() {
        return storage.stats().compaction().readBytes();
    }

    static long read(List<StorageStats.Level> levels) {
        long comingDown = 0;
        long read = 0;
        for (StorageStats.Level level : levels) {
            if (level.bytes() > 0) {
                boolean meets = comingDown > 0;
                comingDown += level.bytes();
                read += meets ? comingDown : 0;
            }
        }
        // What lies in one level alone is read once, to be written anew.
        return read == 0 ? comingDown : read;
    }

    static double share(List<StateSlice> slices, KeyRange wanted) {
        long all = slices.stream().mapToLong(StateSlice::bytes).sum();
        long touched = slices.stream()
                .filter(slice -> overlap(slice.range(), wanted))
                .mapToLong(StateSlice::bytes)
                .sum();
        return all == 0 ? 1 : (double) touched / all;
    }

    private static boolean overlap(KeyRange one, KeyRange other) {
        return one.contains(other.from()) || other.contains(one.from());
    }
}
