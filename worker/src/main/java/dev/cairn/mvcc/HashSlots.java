package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The index's hash table: for each key the reference to its newest version, by open addressing.
///
/// A slot is two longs side by side, so that looking at it misses the caches once: the reference, and the key's hash.
/// Keys themselves are not held, they are looked up in the layer that the reference names. A slot whose layer was let
/// go is free to be taken by another key, but still leads on to the slots behind it; when such slots become too many,
/// the table is built anew with the living ones. **Threading:** one writer, any readers.
final class HashSlots {
    private static final VarHandle LONGS =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
    private static final int SLOTS_MIN = 1 << 10;
    private static final int SLOTS_MAX = 1 << 29;
    private static final int LONGS_PER_SLOT = 2;

    private final long[] slots;
    private final int mask;
    private int used;

    private HashSlots(int size) {
        slots = new long[size * LONGS_PER_SLOT];
        mask = slots.length - LONGS_PER_SLOT;
    }

    static HashSlots withRoomFor(long keys) {
        if (keys > SLOTS_MAX / 3 * 2) {
            throw new IllegalStateException("expected at most " + SLOTS_MAX / 3 * 2 + " keys in memory, but got " + keys
                    + "; flush more often, or lower mvcc.cache-bytes-max");
        }
        return new HashSlots((int) Math.min(
                SLOTS_MAX, Math.max(SLOTS_MIN, Long.highestOneBit(Math.max(1, keys * 2 - 1)) << 1)));
    }

    /// At most two thirds full, so that looking for what is not there ends soon.
    boolean hasRoomFor(int more) {
        return used + more <= slots.length / LONGS_PER_SLOT / 3 * 2;
    }

    HashSlots rebuilt(int more, int oldestLayer) {
        long living = 0;
        for (int slot = 0; slot < slots.length; slot += LONGS_PER_SLOT) {
            living += isLiving(slots[slot], oldestLayer) ? 1 : 0;
        }
        HashSlots rebuilt = withRoomFor(living + more);
        for (int slot = 0; slot < slots.length; slot += LONGS_PER_SLOT) {
            if (isLiving(slots[slot], oldestLayer)) {
                rebuilt.move(slots[slot], (int) slots[slot + 1]);
            }
        }
        return rebuilt;
    }

    /// Where to begin looking for a key.
    int first(int hash) {
        return hash * LONGS_PER_SLOT & mask;
    }

    /// Where to go on looking, until a slot is empty.
    int next(int slot) {
        return slot + LONGS_PER_SLOT & mask;
    }

    /// The newest version of the slot's key, or [Reference#NONE] if the slot is empty.
    long reference(int slot) {
        return (long) LONGS.getAcquire(slots, slot);
    }

    /// To be asked after the reference.
    boolean hasHash(int slot, int hash) {
        return (int) (long) LONGS.getOpaque(slots, slot + 1) == hash;
    }

    /// Looks at the place where a key will be put. Waiting for memory is most of what putting costs; who looks at many
    /// places first, none of which depends on another, waits for them all at once.
    long lookAhead(int hash) {
        return slots[first(hash)];
    }

    /// Makes a version the newest of its key, and links it to the newest so far.
    ///
    /// @param records  of the layer added
    /// @param at       where in them the version begins
    /// @param hash     of its key
    void put(byte[] records, int at, int hash, LayerRing layers, int oldestLayer) {
        int keyOffset = LayerRecord.keyOffset(at);
        int keyLength = LayerRecord.keyLength(records, at);
        int free = -1;
        int slot = first(hash);
        for (; slots[slot] != Reference.NONE; slot = next(slot)) {
            long head = slots[slot];
            if (!isLiving(head, oldestLayer)) {
                // It may be taken, but only once it is clear that the key does not live further on: a second chain
                // would cut off the first.
                free = free < 0 ? slot : free;
            } else if ((int) slots[slot + 1] == hash
                    && LayerRecord.hasKey(
                            layers.require(Reference.sequence(head)),
                            Reference.offset(head),
                            records,
                            keyOffset,
                            keyLength)) {
                LayerRecord.link(records, at, head);
                LONGS.setRelease(slots, slot, Reference.of(LayerRecord.sequence(records), at));
                return;
            }
        }
        used += free < 0 ? 1 : 0;
        int taken = free < 0 ? slot : free;
        LONGS.setOpaque(slots, taken + 1, (long) hash);
        LONGS.setRelease(slots, taken, Reference.of(LayerRecord.sequence(records), at));
    }

    /// Takes the newest version of a key out again: the one it is linked to becomes the newest.
    void takeBack(byte[] records, int at) {
        int hash = KeyHash.of(records, LayerRecord.keyOffset(at), LayerRecord.keyLength(records, at));
        long reference = Reference.of(LayerRecord.sequence(records), at);
        int slot = first(hash);
        while (slots[slot] != reference) {
            if (slots[slot] == Reference.NONE) {
                throw new IllegalStateException("the version at " + at + " of block " + LayerRecord.height(records)
                        + " is to be dropped, but is not the newest of its key");
            }
            slot = next(slot);
        }
        long older = LayerRecord.older(records, at);
        LONGS.setRelease(slots, slot, older == Reference.NONE ? Reference.DEAD : older);
    }

    long bytes() {
        return 64 + Long.BYTES * (long) slots.length;
    }

    // By difference, so that it holds when sequence numbers wrap around.
    private static boolean isLiving(long reference, int oldestLayer) {
        return reference != Reference.NONE
                && reference != Reference.DEAD
                && Reference.sequence(reference) - oldestLayer >= 0;
    }

    private void move(long reference, int hash) {
        int slot = first(hash);
        while (slots[slot] != Reference.NONE) {
            slot = next(slot);
        }
        slots[slot] = reference;
        slots[slot + 1] = hash;
        used++;
    }
}
