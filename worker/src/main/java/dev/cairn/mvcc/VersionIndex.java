package dev.cairn.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Finds the versions of a key in the layers of final blocks, newest first.
///
/// A hash table holds for each key a reference to its newest entry (which layer, which entry in it); beside each entry
/// stands a reference to the next older one. The versions of a key so form a chain without any object per version.
/// Layers are named by sequence numbers that are never used again and live in a ring; letting go of a layer empties its
/// place in the ring, and every reference to it thereby ends its chain. That is right because only the oldest layers
/// are let go, after they are durable: whoever finds a chain ended goes on to the disk.
///
/// **Threading:** one writer. Readers come from any thread and never wait: a slot's hash is written before its
/// reference, references are published with release and read with acquire, and a table that has grown too small is
/// replaced by a new one while readers finish in the old. A reader may so miss versions that were added after it began,
/// which it has no use for: its height was fixed before.
final class VersionIndex {
    private static final VarHandle LONGS =
            MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
    private static final VarHandle LAYERS = MethodHandles.arrayElementVarHandle(IndexedLayer[].class);
    private static final int TABLE_SLOTS_MIN = 1 << 10;
    private static final int RING_SLOTS_MIN = 1 << 7;
    private static final long NONE = 0;

    private volatile Table table = new Table(TABLE_SLOTS_MIN);
    private volatile Ring ring = new Ring(RING_SLOTS_MIN);
    /// Sequence numbers start at 1, so that no reference is 0.
    private int oldest = 1;
    private int next = 1;

    /// Adds the layer of the next higher block.
    void add(BlockLayer layer) {
        IndexedLayer indexed = new IndexedLayer(layer, next);
        makeRoom(layer.size());
        ring.set(indexed);
        Table target = table;
        for (int entry = 0; entry < layer.size(); entry++) {
            target.put(indexed, entry, ring, oldest);
        }
        next++;
    }

    /// Lets go of the oldest layer.
    BlockLayer removeOldest() {
        IndexedLayer removed = ring.get(oldest);
        if (removed == null) {
            throw new IllegalStateException("expected a layer to let go of, but there is none left");
        }
        ring.clear(oldest);
        oldest++;
        return removed.layer;
    }

    boolean isEmpty() {
        return oldest == next;
    }

    int layers() {
        return next - oldest;
    }

    /// The newest entry of a key at or below a height, or null if no layer here has one.
    @Nullable
    MemoryVersion find(byte[] key, int offset, int length, int hash, long height) {
        Table current = table;
        Ring layers = ring;
        long reference = current.find(key, offset, length, hash, layers);
        while (reference != NONE) {
            IndexedLayer indexed = layers.get(sequence(reference));
            if (indexed == null) {
                return null;
            }
            int entry = entry(reference);
            if (indexed.layer.height() <= height) {
                return indexed.layer.version(entry);
            }
            reference = indexed.older[entry];
        }
        return null;
    }

    long bytes() {
        return table.bytes() + ring.bytes();
    }

    private void makeRoom(int entries) {
        if (layers() + 1 > ring.layers.length) {
            Ring larger = new Ring(ring.layers.length * 2);
            for (int sequence = oldest; sequence != next; sequence++) {
                larger.set(ring.require(sequence));
            }
            ring = larger;
        }
        if (table.used + entries > table.limit()) {
            table = rebuilt(entries);
        }
    }

    /// A table with the living keys only, twice as large as they need.
    private Table rebuilt(int more) {
        Table old = table;
        int living = 0;
        for (long reference : old.references) {
            living += reference != NONE && ring.get(sequence(reference)) != null ? 1 : 0;
        }
        int slots = Integer.highestOneBit(Math.max(TABLE_SLOTS_MIN, (living + more) * 2)) << 1;
        Table larger = new Table(slots);
        for (int slot = 0; slot < old.references.length; slot++) {
            long reference = old.references[slot];
            if (reference != NONE && ring.get(sequence(reference)) != null) {
                larger.move(reference, old.hashes[slot]);
            }
        }
        return larger;
    }

    private static int sequence(long reference) {
        return (int) (reference >>> 32);
    }

    private static int entry(long reference) {
        return (int) reference;
    }

    private static long reference(int sequence, int entry) {
        return (long) sequence << 32 | entry;
    }

    /// A layer with its place in the order of layers, and for each entry the next older one of its key.
    private static final class IndexedLayer {
        final BlockLayer layer;
        final int sequence;
        final long[] older;

        IndexedLayer(BlockLayer layer, int sequence) {
            this.layer = layer;
            this.sequence = sequence;
            older = new long[layer.size()];
        }
    }

    private static final class Ring {
        final @Nullable IndexedLayer[] layers;
        private final int mask;

        Ring(int slots) {
            layers = new IndexedLayer[slots];
            mask = slots - 1;
        }

        void set(IndexedLayer layer) {
            LAYERS.setRelease(layers, layer.sequence & mask, layer);
        }

        void clear(int sequence) {
            LAYERS.setRelease(layers, sequence & mask, null);
        }

        @Nullable
        IndexedLayer get(int sequence) {
            IndexedLayer layer = (IndexedLayer) LAYERS.getAcquire(layers, sequence & mask);
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
            return 16 + 4L * layers.length;
        }
    }

    private static final class Table {
        final long[] references;
        final int[] hashes;
        private final int mask;
        int used;

        Table(int slots) {
            references = new long[slots];
            hashes = new int[slots];
            mask = slots - 1;
        }

        int limit() {
            return references.length / 4 * 3;
        }

        long find(byte[] key, int offset, int length, int hash, Ring ring) {
            for (int slot = hash & mask; ; slot = slot + 1 & mask) {
                long reference = (long) LONGS.getAcquire(references, slot);
                if (reference == NONE) {
                    return NONE;
                }
                if (hashes[slot] == hash) {
                    IndexedLayer layer = ring.get(sequence(reference));
                    if (layer != null && layer.layer.hasKey(entry(reference), key, offset, length)) {
                        return reference;
                    }
                }
            }
        }

        void put(IndexedLayer added, int entry, Ring ring, int oldest) {
            BlockLayer layer = added.layer;
            int hash = layer.hash(entry);
            int free = -1;
            int slot = hash & mask;
            for (; references[slot] != NONE; slot = slot + 1 & mask) {
                if (sequence(references[slot]) - oldest < 0) {
                    // Its layer is gone, so the slot may be taken, but only once it is clear that the key is not living
                    // further on: a second chain would cut off the first.
                    free = free < 0 ? slot : free;
                } else if (hashes[slot] == hash) {
                    BlockLayer head = ring.require(sequence(references[slot])).layer;
                    if (head.hasKey(
                            entry(references[slot]),
                            layer.source(entry),
                            layer.keyOffset(entry),
                            layer.keyLength(entry))) {
                        added.older[entry] = references[slot];
                        LONGS.setRelease(references, slot, reference(added.sequence, entry));
                        return;
                    }
                }
            }
            used += free < 0 ? 1 : 0;
            int taken = free < 0 ? slot : free;
            hashes[taken] = hash;
            LONGS.setRelease(references, taken, reference(added.sequence, entry));
        }

        void move(long reference, int hash) {
            int slot = hash & mask;
            while (references[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            hashes[slot] = hash;
            references[slot] = reference;
            used++;
        }

        long bytes() {
            return 32 + 12L * references.length;
        }
    }
}
