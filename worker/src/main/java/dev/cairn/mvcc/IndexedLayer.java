package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A layer with its place in the order of layers, and for each entry the next older one of its key.
/// **Threading:** the index's writer; readers take only [#older(int)].
final class IndexedLayer {
    private static final VarHandle LONGS =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();

    final BlockLayer layer;
    final int sequence;
    final long[] older;

    IndexedLayer(BlockLayer layer, int sequence) {
        this.layer = layer;
        this.sequence = sequence;
        older = new long[layer.size()];
    }

    long older(int entry) {
        return (long) LONGS.getOpaque(older, entry);
    }

    void cut(int entry) {
        LONGS.setOpaque(older, entry, Reference.NONE);
    }
}
