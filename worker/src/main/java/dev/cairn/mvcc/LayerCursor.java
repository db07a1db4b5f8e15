package dev.cairn.mvcc;

import dev.cairn.model.Bytes;
import dev.cairn.model.ScanDirection;

/// Walks the keys of one layer in order. **Threading:** one thread.
final class LayerCursor {
    private final BlockLayer layer;
    private final ScanDirection direction;
    private final int[] order;
    private int position;
    private Bytes key = Bytes.EMPTY;

    LayerCursor(BlockLayer layer, ScanDirection direction) {
        this.layer = layer;
        this.direction = direction;
        order = layer.keyOrder();
    }

    boolean seekToFirst() {
        return standAt(direction == ScanDirection.ASCENDING ? 0 : order.length - 1);
    }

    /// Moves to the first key at or after the given one, in the direction of the scan.
    boolean seek(Bytes wanted) {
        int first = layer.firstAt(wanted);
        boolean exact = first < order.length && keyAt(first).equals(wanted);
        return standAt(direction == ScanDirection.ASCENDING || exact ? first : first - 1);
    }

    boolean next() {
        return standAt(direction == ScanDirection.ASCENDING ? position + 1 : position - 1);
    }

    Bytes key() {
        return key;
    }

    long height() {
        return layer.height();
    }

    MemoryVersion version() {
        return layer.version(order[position]);
    }

    private boolean standAt(int wanted) {
        position = wanted;
        if (position < 0 || position >= order.length) {
            return false;
        }
        key = keyAt(position);
        return true;
    }

    private Bytes keyAt(int at) {
        return layer.keyBytes(order[at]);
    }
}
