package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The layers' arrays by the layers' sequence numbers. A place that was emptied, or taken by a later layer, has
/// nothing for the earlier one. **Threading:** one writer, any readers.
final class LayerRing {
    private static final VarHandle ARRAYS =
            MethodHandles.arrayElementVarHandle(byte[][].class).withInvokeExactBehavior();
    private static final int PLACES_MIN = 1 << 7;

    private final byte[] @Nullable [] places;
    private final int mask;

    private LayerRing(int size) {
        places = new byte[size][];
        mask = size - 1;
    }

    static LayerRing withRoomFor(int layers) {
        return new LayerRing(Math.max(PLACES_MIN, Integer.highestOneBit(layers) << 1));
    }

    boolean hasRoomFor(int layers) {
        return layers <= places.length;
    }

    LayerRing larger(int fromSequence, int toSequenceExclusive) {
        LayerRing larger = withRoomFor(toSequenceExclusive - fromSequence);
        for (int sequence = fromSequence; sequence != toSequenceExclusive; sequence++) {
            byte[] layer = get(sequence);
            if (layer != null) {
                larger.set(sequence, layer);
            }
        }
        return larger;
    }

    void set(int sequence, byte[] layer) {
        ARRAYS.setRelease(places, sequence & mask, layer);
    }

    void clear(int sequence) {
        ARRAYS.setRelease(places, sequence & mask, (byte[]) null);
    }

    byte @Nullable [] get(int sequence) {
        byte[] layer = (byte[]) ARRAYS.getAcquire(places, sequence & mask);
        return layer != null && LayerRecord.sequence(layer) == sequence ? layer : null;
    }

    byte[] require(int sequence) {
        byte[] layer = get(sequence);
        if (layer == null) {
            throw new IllegalStateException("layer " + sequence + " is gone, though nobody let go of it");
        }
        return layer;
    }

    long bytes() {
        return 64 + 4L * places.length;
    }
}
