package dev.cairn.mvcc;

import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The changes of one block as they count: of each key the last one, as records in one array.
///
/// Keys and values are copied out of the Kafka records they came in. That costs a few nanoseconds a change, and is won
/// back: key, value and the link to the older version lie side by side, so a reader who has the record's place misses
/// the processor's caches once; and what else the records hold is not kept alive.
///
/// **Threading:** immutable once built, except for the links, which the [VersionIndex] sets before it shows the layer.
public final class BlockLayer {
    static final int NOT_FOUND = -1;

    private final BlockFacts facts;
    private final byte[] records;
    private final int[] offsets;
    private final long bytes;
    /// Made when first asked for: most point reads never need it.
    private volatile int @Nullable [] keyOrder;

    BlockLayer(BlockFacts facts, byte[] records, int[] offsets) {
        this.facts = facts;
        this.records = records;
        this.offsets = offsets;
        bytes = LayerBytes.of(facts, records.length, offsets.length);
    }

    public static BlockLayer of(Block block) {
        return new LayerBuilder(block.changes()).build(block.facts());
    }

    public BlockFacts facts() {
        return facts;
    }

    public long height() {
        return facts.height();
    }

    /// How many keys the block changes.
    public int size() {
        return offsets.length;
    }

    /// What it holds in memory.
    public long bytes() {
        return bytes;
    }

    /// The array that all keys and values lie in. Nobody may change it.
    public byte[] source() {
        return records;
    }

    public int keyOffset(int entry) {
        return LayerRecord.keyOffset(offsets[entry]);
    }

    public int keyLength(int entry) {
        return LayerRecord.keyLength(records, offsets[entry]);
    }

    public boolean isDelete(int entry) {
        return LayerRecord.isDelete(records, offsets[entry]);
    }

    /// Of a put only.
    public int valueOffset(int entry) {
        return LayerRecord.valueOffset(records, offsets[entry]);
    }

    /// Of a put only.
    public int valueLength(int entry) {
        return LayerRecord.valueLength(records, offsets[entry]);
    }

    public StateKey key(int entry) {
        return new StateKey(keyBytes(entry));
    }

    /// Entry numbers in the order of their keys.
    public int[] keyOrder() {
        int[] order = keyOrder;
        if (order == null) {
            order = EntrySort.byKey(this);
            keyOrder = order;
        }
        return order;
    }

    /// Its keys in a range, ascending.
    public Iterator<StateKey> keys(KeyRange range) {
        int[] order = keyOrder();
        return Arrays.stream(order, firstAt(range.from()), order.length)
                .mapToObj(this::key)
                .takeWhile(key -> range.contains(key.bytes()))
                .iterator();
    }

    /// Where in the order of its keys the first one stands that is not lower.
    int firstAt(Bytes key) {
        int[] order = keyOrder();
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keyBytes(order[middle]).compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Bytes keyBytes(int entry) {
        return Bytes.slice(records, keyOffset(entry), keyLength(entry));
    }

    /// Where the record of an entry begins.
    int recordOffset(int entry) {
        return offsets[entry];
    }

    MemoryVersion version(int entry) {
        return new MemoryVersion(records, offsets[entry], keyLength(entry));
    }

    /// The entry of a key, or [#NOT_FOUND].
    int find(byte[] key, int offset, int length) {
        int[] order = keyOrder();
        int low = 0;
        int high = order.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int entry = order[middle];
            int keyOffset = keyOffset(entry);
            int compared = Arrays.compareUnsigned(
                    records, keyOffset, keyOffset + keyLength(entry), key, offset, offset + length);
            if (compared == 0) {
                return entry;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NOT_FOUND;
    }
}
