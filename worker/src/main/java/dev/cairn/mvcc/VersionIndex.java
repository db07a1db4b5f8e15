package dev.cairn.mvcc;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Finds the versions of a key in all layers in memory, newest first.
///
/// A hash table holds for each key a reference to its newest version (which layer, where in it); each version in turn
/// holds a reference to the next older one. So the versions of a key form a chain without any object per version.
/// Layers are named by sequence numbers that are never used again and live in a ring; letting go of a layer empties
/// its place in the ring, and every reference to it thereby ends its chain. That is right because a layer is let go
/// only after it is durable, and none older than it is kept: whoever finds a chain ended goes on to the disk.
///
/// A reorg takes the versions of the dropped layers out of their chains again. The number of the *branch* is raised
/// before and after, so a reader can tell whether what it found was of the branch it meant.
///
/// Short code matters here. A look-up of a random key waits for memory twice, for the slot and for the record; while it
/// waits, the processor begins the next look-up, as long as the instructions of both fit into its window. A few dozen
/// more in between and the rate falls by a third.
///
/// **Threading:** one writer. Readers come from any thread and never wait: a version is written before its reference,
/// references are published with release and read with acquire, and tables that have grown too small are replaced by
/// new ones while readers finish in the old. A reader may so miss versions that were added after it began, which it has
/// no use for: its height was fixed before. A ring is never replaced alone: a slot that already leads to a layer that
/// only the new ring has would hide the older versions from a reader that still has the old ring.
final class VersionIndex {
    /// So many places are looked at before the first is written to; their slots fit into the nearest cache.
    private static final int PUT_AT_ONCE = 64;

    private final int keepRecentVersions;
    private final int[] hashes = new int[PUT_AT_ONCE];
    /// What was seen ahead, kept so that looking is not left out as useless.
    @SuppressWarnings("UnusedVariable") // written to, so that the reads before it count
    private long lookedAhead;

    private final AtomicInteger branch = new AtomicInteger();
    private volatile Tables tables = new Tables(HashSlots.withRoomFor(0), LayerRing.withRoomFor(1));
    private volatile long durableHeight;
    /// Sequence numbers start at 1; those of dropped layers are left out.
    private int oldest = 1;
    private int next = 1;

    VersionIndex(int keepRecentVersions, long durableHeight) {
        this.keepRecentVersions = keepRecentVersions;
        this.durableHeight = durableHeight;
    }

    private record Tables(HashSlots slots, LayerRing ring) {}

    /// Adds the layer of the next higher block.
    void add(BlockLayer layer) {
        makeRoom(layer.size());
        byte[] records = layer.source();
        int sequence = next++;
        LayerRecord.setSequence(records, sequence);
        Tables now = tables;
        now.ring().set(sequence, records);
        for (int from = 0; from < layer.size(); from += PUT_AT_ONCE) {
            put(layer, from, Math.min(layer.size(), from + PUT_AT_ONCE), now);
        }
    }

    private void put(BlockLayer layer, int from, int to, Tables now) {
        byte[] records = layer.source();
        HashSlots slots = now.slots();
        long seen = 0;
        for (int entry = from; entry < to; entry++) {
            int hash = KeyHash.of(records, layer.keyOffset(entry), layer.keyLength(entry));
            hashes[entry - from] = hash;
            seen ^= slots.lookAhead(hash);
        }
        lookedAhead = seen;
        for (int entry = from; entry < to; entry++) {
            slots.put(records, layer.recordOffset(entry), hashes[entry - from], now.ring(), oldest);
        }
    }

    /// Takes the newest layers out again.
    ///
    /// @param layers  oldest first
    void drop(List<BlockLayer> layers) {
        branch.incrementAndGet();
        for (BlockLayer layer : layers.reversed()) {
            for (int entry = 0; entry < layer.size(); entry++) {
                tables.slots().takeBack(layer.source(), layer.recordOffset(entry));
            }
        }
        // Whoever still finds a dropped layer's version, and then its place empty, has to learn of it.
        branch.incrementAndGet();
        for (BlockLayer layer : layers) {
            tables.ring().clear(LayerRecord.sequence(layer.source()));
        }
    }

    /// Which branch the layers form; another number after every reorg.
    int branch() {
        return branch.get();
    }

    /// The same, looked at only once everything before has been read.
    int branchAfterReading() {
        VarHandle.loadLoadFence();
        return branch.get();
    }

    /// Takes note that blocks are on disk. Only now may their layers be removed.
    void durableUpTo(long height) {
        durableHeight = height;
    }

    long durableHeight() {
        return durableHeight;
    }

    /// Lets go of the oldest layer, which has to be durable.
    void removeOldest() {
        LayerRing ring = tables.ring();
        while (ring.get(oldest) == null) {
            oldest++;
        }
        ring.clear(oldest++);
    }

    /// The newest version of a key at or below a height, or null if it is not here. What it gives counts only if the
    /// branch is the same afterwards, and if the height is one that the branch has.
    @Nullable
    MemoryVersion find(byte[] key, int offset, int length, int hash, long height) {
        Tables now = tables;
        HashSlots slots = now.slots();
        LayerRing layers = now.ring();
        for (int slot = slots.first(hash); ; slot = slots.next(slot)) {
            long reference = slots.reference(slot);
            if (reference == Reference.NONE) {
                return null;
            }
            byte[] records = slots.hasHash(slot, hash) ? layers.get(Reference.sequence(reference)) : null;
            int at = Reference.offset(reference);
            if (records != null && LayerRecord.hasKey(records, at, key, offset, length)) {
                return LayerRecord.height(records) <= height
                        ? new MemoryVersion(records, at, length)
                        : findOlder(records, at, length, height, layers);
            }
        }
    }

    /// The same for a height that is final, and so the same on every branch: a reorg in the midst of it makes it begin
    /// again.
    @Nullable
    MemoryVersion findFinal(byte[] key, int offset, int length, int hash, long height) {
        while (true) {
            int before = branch();
            MemoryVersion found = find(key, offset, length, hash, height);
            if (branchAfterReading() == before) {
                return found;
            }
        }
    }

    /// Of the table and the ring; layers count their own.
    long bytes() {
        return tables.slots().bytes() + tables.ring().bytes();
    }

    private @Nullable MemoryVersion findOlder(
            byte[] newest, int newestAt, int keyLength, long height, LayerRing layers) {
        long reference = LayerRecord.older(newest, newestAt);
        for (int passed = 1; reference != Reference.NONE; passed++) {
            byte[] records = layers.get(Reference.sequence(reference));
            if (records == null || (passed >= keepRecentVersions && LayerRecord.height(records) <= durableHeight)) {
                return null;
            }
            int at = Reference.offset(reference);
            if (LayerRecord.height(records) <= height) {
                return new MemoryVersion(records, at, keyLength);
            }
            reference = LayerRecord.older(records, at);
        }
        return null;
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
