package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The index's hash table: for each key the reference to its newest entry, by open addressing.
///
/// Keys themselves are not held, they are looked up in the layer that the reference names. A slot whose layer was let
/// go is free to be taken by another key, but still leads on to the slots behind it; when such slots become too many,
/// the table is built anew with the living ones. **Threading:** one writer, any readers.
final class HashSlots {
    private static final VarHandle LONGS =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
    private static final int SLOTS_MIN = 1 << 10;

    private final long[] references;
    private final int[] hashes;
    private final int mask;
    private int used;

    private HashSlots(int size) {
        references = new long[size];
        hashes = new int[size];
        mask = size - 1;
    }

    static HashSlots withRoomFor(int keys) {
        return new HashSlots(Math.max(SLOTS_MIN, Integer.highestOneBit(Math.max(1, keys * 2)) << 1));
    }

    /// At most two thirds full, so that looking for what is not there ends soon.
    boolean hasRoomFor(int more) {
        return used + more <= references.length / 3 * 2;
    }

    HashSlots rebuilt(int more, int oldestLayer) {
        int living = 0;
        for (long reference : references) {
            living += isLiving(reference, oldestLayer) ? 1 : 0;
        }
        HashSlots rebuilt = withRoomFor(living + more);
        for (int slot = 0; slot < references.length; slot++) {
            if (isLiving(references[slot], oldestLayer)) {
                rebuilt.move(references[slot], hashes[slot]);
            }
        }
        return rebuilt;
    }

    /// The newest entry of a key, or [Reference#NONE].
    long find(byte[] key, int offset, int length, int hash, LayerRing layers) {
        for (int slot = hash & mask; ; slot = slot + 1 & mask) {
            long reference = (long) LONGS.getAcquire(references, slot);
            if (reference == Reference.NONE) {
                return Reference.NONE;
            }
            if (hashes[slot] == hash) {
                IndexedLayer layer = layers.get(Reference.sequence(reference));
                if (layer != null && layer.layer.hasKey(Reference.entry(reference), key, offset, length)) {
                    return reference;
                }
            }
        }
    }

    /// Makes an entry the newest of its key, with the newest so far as its older one.
    void put(IndexedLayer added, int entry, LayerRing layers, int oldestLayer) {
        BlockLayer layer = added.layer;
        int hash = layer.hash(entry);
        int free = -1;
        int slot = hash & mask;
        for (; references[slot] != Reference.NONE; slot = slot + 1 & mask) {
            if (!isLiving(references[slot], oldestLayer)) {
                // It may be taken, but only once it is clear that the key does not live further on: a second chain
                // would cut off the first.
                free = free < 0 ? slot : free;
            } else if (hashes[slot] == hash && isOf(references[slot], layer, entry, layers)) {
                added.older[entry] = references[slot];
                LONGS.setRelease(references, slot, Reference.of(added.sequence, entry));
                return;
            }
        }
        used += free < 0 ? 1 : 0;
        int taken = free < 0 ? slot : free;
        hashes[taken] = hash;
        LONGS.setRelease(references, taken, Reference.of(added.sequence, entry));
    }

    long bytes() {
        return 64 + (Long.BYTES + Integer.BYTES) * (long) references.length;
    }

    private static boolean isOf(long head, BlockLayer layer, int entry, LayerRing layers) {
        return layers.require(Reference.sequence(head))
                .layer
                .hasKey(Reference.entry(head), layer.source(entry), layer.keyOffset(entry), layer.keyLength(entry));
    }

    // By difference, so that it holds when sequence numbers wrap around.
    private static boolean isLiving(long reference, int oldestLayer) {
        return reference != Reference.NONE && Reference.sequence(reference) - oldestLayer >= 0;
    }

    private void move(long reference, int hash) {
        int slot = hash & mask;
        while (references[slot] != Reference.NONE) {
            slot = slot + 1 & mask;
        }
        hashes[slot] = hash;
        references[slot] = reference;
        used++;
    }
}
