package dev.cairn.mvcc;

import org.jspecify.annotations.Nullable;

/// Finds the versions of a key in the layers of final blocks, newest first.
///
/// A hash table holds for each key a reference to its newest entry (which layer, which entry in it); beside each
/// entry stands a reference to the next older one. The versions of a key so form a chain without any object per
/// version. Layers are named by sequence numbers that are never used again and live in a ring; letting go of a layer
/// empties its place in the ring, and every reference to it thereby ends its chain. That is right because a layer is
/// let go only after it is durable, and none older than it is kept: whoever finds a chain ended goes on to the disk.
///
/// **Threading:** one writer. Readers come from any thread and never wait: a slot's hash is written before its
/// reference, references are published with release and read with acquire, and tables that have grown too small are
/// replaced by new ones while readers finish in the old. A reader may so miss versions that were added after it began,
/// which it has no use for: its height was fixed before. A ring is never replaced alone: a slot that already leads to
/// a layer that only the new ring has would hide the older versions from a reader that still has the old ring.
final class VersionIndex {
    private volatile Tables tables = new Tables(HashSlots.withRoomFor(0), LayerRing.withRoomFor(1));
    /// Sequence numbers start at 1, so that no reference is 0.
    private int oldest = 1;
    private int next = 1;

    private record Tables(HashSlots slots, LayerRing ring) {}

    /// Adds the layer of the next higher block.
    void add(BlockLayer layer, int keepRecentVersions, long durableHeight) {
        IndexedLayer added = new IndexedLayer(layer, next);
        makeRoom(layer.size());
        LayerRing layers = tables.ring();
        HashSlots heads = tables.slots();
        layers.set(added);
        for (int entry = 0; entry < layer.size(); entry++) {
            heads.put(added, entry, layers, oldest);
            if (added.older[entry] != Reference.NONE) {
                cutAfter(keepRecentVersions, added, entry, layers, durableHeight);
            }
        }
        next++;
    }

    /// Lets go of the oldest layer, which has to be durable.
    void removeOldest() {
        tables.ring().clear(oldest);
        oldest++;
    }

    @Nullable
    BlockLayer oldest() {
        IndexedLayer layer = tables.ring().get(oldest);
        return layer == null ? null : layer.layer;
    }

    /// The newest entry of a key at or below a height, or null if no layer here has one.
    @Nullable
    MemoryVersion find(byte[] key, int offset, int length, int hash, long height) {
        Tables now = tables;
        LayerRing layers = now.ring();
        long reference = now.slots().find(key, offset, length, hash, layers);
        while (reference != Reference.NONE) {
            IndexedLayer indexed = layers.get(Reference.sequence(reference));
            if (indexed == null) {
                return null;
            }
            int entry = Reference.entry(reference);
            if (indexed.layer.height() <= height) {
                return indexed.layer.version(entry);
            }
            reference = indexed.older(entry);
        }
        return null;
    }

    /// Of the table and the ring; layers count their own.
    long bytes() {
        return tables.slots().bytes() + tables.ring().bytes();
    }

    // Versions that are not durable are never cut off, however many they are: the disk does not have them yet.
    private static void cutAfter(int keep, IndexedLayer newest, int entry, LayerRing layers, long durableHeight) {
        IndexedLayer layer = newest;
        int at = entry;
        for (int kept = 1; ; kept++) {
            long older = layer.older[at];
            IndexedLayer olderLayer = older == Reference.NONE ? null : layers.get(Reference.sequence(older));
            if (olderLayer == null) {
                return;
            }
            if (kept >= keep && olderLayer.layer.height() <= durableHeight) {
                layer.cut(at);
                return;
            }
            layer = olderLayer;
            at = Reference.entry(older);
        }
    }

    private void makeRoom(int entries) {
        Tables now = tables;
        boolean ringIsFull = !now.ring().hasRoomFor(next - oldest + 1);
        if (ringIsFull || !now.slots().hasRoomFor(entries)) {
            tables = new Tables(
                    now.slots().rebuilt(entries, oldest),
                    ringIsFull ? now.ring().larger(oldest, next) : now.ring());
        }
    }
}
