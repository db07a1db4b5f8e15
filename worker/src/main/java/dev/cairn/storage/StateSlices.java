package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Cuts the state into slices, and counts what is needed of one. The caller holds a lease.
///
/// A slice is what the keys of one file of the deepest level span: a compaction of it rewrites that file and what lies
/// above it. Files know how many entries they have, but nothing tells how many of these a reader can still ask for, so
/// those are counted by reading them, past the block cache.
final class StateSlices {
    private static final int LOOK_EVERY = 4_096;

    private final RocksDatabase database;

    StateSlices(RocksDatabase database) {
        this.database = database;
    }

    /// In the order of their keys; they span all keys there can be.
    List<StateSlice> all() {
        List<LiveFileMetaData> files = database.db().getLiveFilesMetaData().stream()
                .filter(file -> Arrays.equals(file.columnFamilyName(), Column.STATE.nameBytes()))
                .toList();
        int deepest = files.stream().mapToInt(LiveFileMetaData::level).max().orElse(0);
        List<Bytes> begins = begins(files, deepest);
        long[] versions = new long[begins.size()];
        long[] bytes = new long[begins.size()];
        for (LiveFileMetaData file : files) {
            int first = sliceOf(begins, key(file.smallestKey()));
            int count = sliceOf(begins, key(file.largestKey())) - first + 1;
            for (int slice = first; slice < first + count; slice++) {
                versions[slice] += file.numEntries() / count;
                bytes[slice] += file.size() / count;
            }
        }
        List<StateSlice> slices = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            Optional<Bytes> end = i + 1 < begins.size() ? Optional.of(begins.get(i + 1)) : Optional.empty();
            slices.add(new StateSlice(new KeyRange(begins.get(i), end), versions[i], bytes[i]));
        }
        return slices;
    }

    /// How many versions of a slice can be asked for: of each key the one that is valid at the floor, and all later
    /// ones.
    ///
    /// @param floor  a timestamp
    /// @param goOn   whether to go on; the count means nothing if it was left
    long needed(KeyRange slice, long floor, BooleanSupplier goOn) throws RocksDBException {
        return count(slice, floor, false, goOn) + count(slice, floor, true, goOn);
    }

    private long count(KeyRange slice, long floor, boolean later, BooleanSupplier goOn) throws RocksDBException {
        byte[] end = slice.toExclusive().map(Bytes::toArray).orElse(new byte[0]);
        try (Slice at = new Slice(Timestamps.littleEndian(later ? Long.MAX_VALUE : floor));
                Slice from = new Slice(Timestamps.littleEndian(floor + 1));
                Slice behind = new Slice(end);
                ReadOptions options =
                        new ReadOptions().setTimestamp(at).setFillCache(false).setReadaheadSize(1 << 20)) {
            if (later) {
                options.setIterStartTs(from);
            }
            if (end.length > 0) {
                options.setIterateUpperBound(behind);
            }
            try (RocksIterator iterator = database.db().newIterator(database.family(Column.STATE), options)) {
                long count = 0;
                iterator.seek(slice.from().toArray());
                while (iterator.isValid() && (count % LOOK_EVERY != 0 || goOn.getAsBoolean())) {
                    count++;
                    iterator.next();
                }
                iterator.status();
                return count;
            }
        }
    }

    private static List<Bytes> begins(List<LiveFileMetaData> files, int level) {
        List<Bytes> begins = new ArrayList<>(files.stream()
                .filter(file -> file.level() == level && level > 0)
                .map(file -> key(file.smallestKey()))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList());
        if (begins.isEmpty()) {
            return List.of(Bytes.EMPTY);
        }
        begins.set(0, Bytes.EMPTY);
        return begins;
    }

    private static int sliceOf(List<Bytes> begins, Bytes key) {
        int slice = 0;
        while (slice + 1 < begins.size() && begins.get(slice + 1).compareTo(key) <= 0) {
            slice++;
        }
        return slice;
    }

    /// Files name their keys with the timestamp.
    private static Bytes key(byte[] withTimestamp) {
        return Bytes.wrap(Arrays.copyOf(withTimestamp, Math.max(0, withTimestamp.length - Long.BYTES)));
    }
}
