package dev.cairn.storage;

import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;

/// Entries of a scan, one behind the other in one array that is never changed again.
final class ScanChunk {
    private byte[] array;
    /// Where each key begins, where it ends and its value begins, where that ends.
    private int[] ends = new int[64];
    private int entries;
    private int used;
    private boolean last;

    private ScanChunk(int bytes) {
        array = new byte[bytes];
    }

    /// Reads from where the iterator stands until the chunk is full, and leaves it at the entry behind. One entry fits
    /// always.
    static ScanChunk read(RocksIterator iterator, boolean descending, int bytes) throws RocksDBException {
        ScanChunk chunk = new ScanChunk(bytes);
        while (iterator.isValid()) {
            if (!chunk.add(iterator)) {
                return chunk;
            }
            if (descending) {
                iterator.prev();
            } else {
                iterator.next();
            }
        }
        checkEnd(iterator);
        chunk.last = true;
        return chunk;
    }

    private static void checkEnd(RocksIterator iterator) throws RocksDBException {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            boolean gaveUp = e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete;
            if (!gaveUp) {
                throw e;
            }
        }
    }

    int entries() {
        return entries;
    }

    /// Whether nothing comes after it, or nothing that is near enough.
    boolean isLast() {
        return last;
    }

    byte[] array() {
        return array;
    }

    int keyOffset(int entry) {
        return entry == 0 ? 0 : ends[2 * entry - 1];
    }

    int keyLength(int entry) {
        return ends[2 * entry] - keyOffset(entry);
    }

    int valueOffset(int entry) {
        return ends[2 * entry];
    }

    int valueLength(int entry) {
        return ends[2 * entry + 1] - ends[2 * entry];
    }

    private boolean add(RocksIterator iterator) {
        int keyLength = iterator.key(array, used, array.length - used);
        int valueAt = used + keyLength;
        if (valueAt > array.length) {
            return retry(iterator, keyLength);
        }
        int valueLength = iterator.value(array, valueAt, array.length - valueAt);
        if (valueAt + valueLength > array.length) {
            return retry(iterator, keyLength + valueLength);
        }
        if (2 * entries == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[2 * entries] = valueAt;
        ends[2 * entries + 1] = valueAt + valueLength;
        entries++;
        used = valueAt + valueLength;
        return true;
    }

    /// What does not fit waits for the next chunk, unless the chunk is empty: then the chunk grows.
    private boolean retry(RocksIterator iterator, int bytesMin) {
        if (entries > 0) {
            return false;
        }
        array = new byte[Math.max(bytesMin, 2 * array.length)];
        return add(iterator);
    }
}
