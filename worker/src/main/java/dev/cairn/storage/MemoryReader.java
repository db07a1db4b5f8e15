package dev.cairn.storage;

import dev.cairn.model.BlockHash;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.ScanDirection;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/// Reads the maps under the storage's lock, so the floor cannot rise during a read.
final class MemoryReader implements StorageReader {
    private final MemoryStorage storage;
    private final MemoryTables tables;
    private final Lock lock;

    MemoryReader(MemoryStorage storage, MemoryTables tables, Lock lock) {
        this.storage = storage;
        this.tables = tables;
        this.lock = lock;
    }

    @Override
    public StateRead get(long height, byte[] keyArray, int keyOffset, int keyLength) {
        return locked(height, () -> read(Bytes.slice(keyArray, keyOffset, keyLength), height));
    }

    @Override
    public List<StateRead> getAll(long height, List<StateKey> keys, long bytesMax) {
        return locked(height, () -> {
            List<StateRead> reads = new ArrayList<>(keys.size());
            long bytes = 0;
            for (StateKey key : keys) {
                StateRead read = read(key.bytes(), height);
                bytes += read.valueBytes();
                if (bytes > bytesMax) {
                    break;
                }
                reads.add(read);
            }
            return reads;
        });
    }

    @Override
    public StateCursor cursor(long height, KeyRange range, ScanDirection order) {
        return locked(height, () -> new MemoryCursor(storage, entries(height, range), order));
    }

    @Override
    public List<StateVersion> versions(StateKey key, long fromHeight, long toHeight, int countMax, long bytesMax) {
        return locked(
                fromHeight,
                () -> fromHeight > toHeight
                        ? List.of()
                        : newest(
                                tables.versions(key.bytes()).subMap(fromHeight, true, toHeight, true),
                                new VersionList(countMax, bytesMax)));
    }

    private static List<StateVersion> newest(NavigableMap<Long, Optional<Bytes>> all, VersionList versions) {
        for (Map.Entry<Long, Optional<Bytes>> entry : all.descendingMap().entrySet()) {
            if (!versions.hasRoom()) {
                break;
            }
            versions.add(new StateVersion(entry.getKey(), entry.getValue().map(StateValue::new)));
        }
        return versions.versions();
    }

    @Override
    public Optional<BlockRecord> block(long height) {
        return locked(height, () -> tables.block(height));
    }

    @Override
    public Optional<BlockRecord> block(BlockHash hash) {
        return locked(Long.MAX_VALUE, () -> tables.block(hash));
    }

    @Override
    public Optional<Iterator<StateKey>> changedKeys(long height, KeyRange range) {
        return locked(height, () -> tables.changedKeys(height))
                .map(keys ->
                        keys.stream().filter(key -> range.contains(key.bytes())).iterator());
    }

    private StateRead read(Bytes key, long height) {
        Optional<Bytes> value = tables.get(key, height);
        return value.isEmpty() ? StateRead.ABSENT : new StateRead.Found(new StateValue(value.get()));
    }

    private List<MemoryCursor.Entry> entries(long height, KeyRange range) {
        List<MemoryCursor.Entry> entries = new ArrayList<>();
        if (!range.isEmpty()) {
            NavigableMap<Bytes, NavigableMap<Long, Optional<Bytes>>> tail = tables.state.tailMap(range.from(), true);
            range.toExclusive()
                    .map(to -> tail.headMap(to, false))
                    .orElse(tail)
                    .forEach((key, versions) -> MemoryTables.at(versions, height)
                            .ifPresent(value -> entries.add(new MemoryCursor.Entry(key, value))));
        }
        return entries;
    }

    private <T> T locked(long height, Supplier<T> read) {
        lock.lock();
        try {
            storage.checkOpen();
            storage.progress().checkReadable(height);
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
