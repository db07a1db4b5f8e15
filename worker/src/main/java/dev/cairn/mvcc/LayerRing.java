package dev.cairn.mvcc;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The layers of an index by sequence number. A place that was emptied, or taken by a later layer, answers null for
/// the earlier one. **Threading:** one writer, any readers.
final class LayerRing {
    private static final int PLACES_MIN = 1 << 7;

    private final AtomicReferenceArray<@Nullable IndexedLayer> places;
    private final int mask;

    private LayerRing(int size) {
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    static LayerRing withRoomFor(int layers) {
        return new LayerRing(Math.max(PLACES_MIN, Integer.highestOneBit(layers) << 1));
    }

    boolean hasRoomFor(int layers) {
        return layers <= places.length();
    }

    LayerRing larger(int fromSequence, int toSequenceExclusive) {
        LayerRing larger = withRoomFor(places.length());
        for (int sequence = fromSequence; sequence != toSequenceExclusive; sequence++) {
            larger.set(require(sequence));
        }
        return larger;
    }

    void set(IndexedLayer layer) {
        places.setRelease(layer.sequence & mask, layer);
    }

    void clear(int sequence) {
        places.setRelease(sequence & mask, null);
    }

    @Nullable
    IndexedLayer get(int sequence) {
        IndexedLayer layer = places.getAcquire(sequence & mask);
        return layer != null && layer.sequence == sequence ? layer : null;
    }

    IndexedLayer require(int sequence) {
        IndexedLayer layer = get(sequence);
        if (layer == null) {
            throw new IllegalStateException("layer " + sequence + " is gone, though nobody let go of it");
        }
        return layer;
    }

    long bytes() {
        return 64 + 4L * places.length();
    }
}
