package dev.cairn.flush;

import dev.cairn.mvcc.BlockLayer;
import dev.cairn.storage.KeyList;

/// The keys of a layer in a given order, in place.
@SuppressWarnings("ArrayRecordComponent") // handed on at once, compared by nobody
record LayerKeys(BlockLayer layer, int[] entries) implements KeyList {
    @Override
    public int size() {
        return entries.length;
    }

    @Override
    public byte[] array(int index) {
        return layer.source();
    }

    @Override
    public int offset(int index) {
        return layer.keyOffset(entries[index]);
    }

    @Override
    public int length(int index) {
        return layer.keyLength(entries[index]);
    }
}
