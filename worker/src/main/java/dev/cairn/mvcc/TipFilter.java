package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Says which layers of the tip may have changed a key, so that a reader need not ask all of them: most keys are in
/// none.
///
/// For each bucket of hashes stand 128 bits, one for each layer by its height. A bit is set before the view that shows
/// the layer is published, and cleared only after a view without it is. So whoever reads the bits and then finds that
/// the newest view is still the own one has seen all bits of its layers; a reader with an older view asks every layer.
///
/// **Threading:** one writer, any readers; bits are cleared with release and read with acquire, which is what makes the
/// comparison of views conclusive.
final class TipFilter {
    /// Layers of neighbouring heights that it can tell apart.
    static final int LAYERS_MAX = 128;

    private static final VarHandle LONGS =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
    private static final int BUCKETS = 1 << 15;
    private static final int WORDS = LAYERS_MAX / Long.SIZE;

    private final long[] bits = new long[BUCKETS * WORDS];

    void add(BlockLayer layer) {
        for (int entry = 0; entry < layer.size(); entry++) {
            int word = word(layer.hash(entry), layer.height());
            LONGS.setRelease(bits, word, bits[word] | 1L << layer.height());
        }
    }

    void remove(BlockLayer layer) {
        for (int entry = 0; entry < layer.size(); entry++) {
            int word = word(layer.hash(entry), layer.height());
            LONGS.setRelease(bits, word, bits[word] & ~(1L << layer.height()));
        }
    }

    /// Whether any layer may have changed a key with this hash.
    boolean mayHoldAny(int hash) {
        int first = (hash & (BUCKETS - 1)) * WORDS;
        return ((long) LONGS.getAcquire(bits, first) | (long) LONGS.getAcquire(bits, first + 1)) != 0;
    }

    /// Whether the layer of a height may have.
    boolean mayHold(int hash, long height) {
        return ((long) LONGS.getAcquire(bits, word(hash, height)) & 1L << height) != 0;
    }

    static long bytes() {
        return 16 + (long) BUCKETS * WORDS * Long.BYTES;
    }

    private static int word(int hash, long height) {
        return (hash & (BUCKETS - 1)) * WORDS + ((int) (height >>> 6) & (WORDS - 1));
    }
}
