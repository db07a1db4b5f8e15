package dev.cairn.storage;

import dev.cairn.model.Bytes;
import dev.cairn.model.ScanDirection;
import java.util.Arrays;
import java.util.List;

/// Walks over a copy of the range, taken when it was opened: what is pruned or replaced later does not concern it.
final class MemoryCursor implements StateCursor {
    private final MemoryStorage storage;
    private final List<Entry> entries;
    private final boolean descending;
    private int entry = -1;
    private byte[] array = new byte[0];
    private int keyLength;

    record Entry(Bytes key, Bytes value) {}

    MemoryCursor(MemoryStorage storage, List<Entry> ascending, ScanDirection order) {
        this.storage = storage;
        descending = order == ScanDirection.DESCENDING;
        entries = descending ? ascending.reversed() : ascending;
    }

    @Override
    public boolean next() {
        storage.checkOpen();
        if (entry + 1 >= entries.size()) {
            return false;
        }
        entry++;
        Entry at = entries.get(entry);
        keyLength = at.key().length();
        array = Arrays.copyOf(at.key().toArray(), keyLength + at.value().length());
        System.arraycopy(at.value().toArray(), 0, array, keyLength, at.value().length());
        return true;
    }

    @Override
    public boolean fetchesNext() {
        return false;
    }

    @Override
    public void seek(byte[] keyArray, int keyOffset, int keyLength) {
        storage.checkOpen();
        Bytes key = Bytes.wrap(Arrays.copyOfRange(keyArray, keyOffset, keyOffset + keyLength));
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(entries.get(middle).key().compareTo(key))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        entry = low - 1;
    }

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int keyOffset() {
        return 0;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    public int valueOffset() {
        return keyLength;
    }

    @Override
    public int valueLength() {
        return array.length - keyLength;
    }

    @Override
    public void close() {}

    private boolean isBefore(int comparison) {
        return descending ? comparison > 0 : comparison < 0;
    }
}
