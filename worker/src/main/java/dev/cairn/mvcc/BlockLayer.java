package dev.cairn.mvcc;

import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.Bytes;
import dev.cairn.model.StateChanges;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes of one block as they count: of each key the last one, found by a hash table of entry numbers.
///
/// Everything lies in a few arrays beside the records' own bytes, so a block of thousands of changes is a handful of
/// objects for the garbage collector. **Threading:** immutable once built, except for the links to older versions,
/// which belong to the [VersionIndex] and its writer.
public final class BlockLayer {
    static final int NOT_FOUND = -1;

    private static final int SOURCE = 0;
    private static final int KEY_OFFSET = 1;
    private static final int KEY_LENGTH = 2;
    private static final int VALUE_OFFSET = 3;
    private static final int VALUE_LENGTH = 4;
    private static final int HASH = 5;
    private static final int INTS_PER_ENTRY = 6;
    private static final int DELETED = -1;

    private final BlockFacts facts;
    private final byte[][] sources;
    private final int[] entries;
    private final int size;
    private final int[] table;
    private final long bytes;
    /// Made when first asked for: point reads never need it.
    private volatile int @Nullable [] keyOrder;

    private BlockLayer(BlockFacts facts, byte[][] sources, int[] entries, int size, int[] table) {
        this.facts = facts;
        this.sources = sources;
        this.entries = entries;
        this.size = size;
        this.table = table;
        bytes = LayerBytes.of(sources, entries.length, table.length);
    }

    public static BlockLayer of(Block block) {
        return new Builder(block.changes()).build(block.facts());
    }

    public BlockFacts facts() {
        return facts;
    }

    public long height() {
        return facts.height();
    }

    /// How many keys the block changes.
    public int size() {
        return size;
    }

    /// What it holds in memory, with the records its changes are slices of.
    public long bytes() {
        return bytes;
    }

    public byte[] source(int entry) {
        return sources[entries[entry * INTS_PER_ENTRY + SOURCE]];
    }

    public int keyOffset(int entry) {
        return entries[entry * INTS_PER_ENTRY + KEY_OFFSET];
    }

    public int keyLength(int entry) {
        return entries[entry * INTS_PER_ENTRY + KEY_LENGTH];
    }

    public boolean isDelete(int entry) {
        return entries[entry * INTS_PER_ENTRY + VALUE_LENGTH] == DELETED;
    }

    /// Of a put only.
    public int valueOffset(int entry) {
        return entries[entry * INTS_PER_ENTRY + VALUE_OFFSET];
    }

    /// Of a put only.
    public int valueLength(int entry) {
        return entries[entry * INTS_PER_ENTRY + VALUE_LENGTH];
    }

    public StateKey key(int entry) {
        return new StateKey(Bytes.slice(source(entry), keyOffset(entry), keyLength(entry)));
    }

    MemoryVersion version(int entry) {
        Optional<StateValue> value = isDelete(entry)
                ? Optional.empty()
                : Optional.of(new StateValue(Bytes.slice(source(entry), valueOffset(entry), valueLength(entry))));
        return new MemoryVersion(height(), value);
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

    int hash(int entry) {
        return entries[entry * INTS_PER_ENTRY + HASH];
    }

    /// The entry of a key, or [#NOT_FOUND].
    int find(byte[] key, int offset, int length, int hash) {
        int mask = table.length - 1;
        for (int slot = hash & mask; table[slot] != 0; slot = slot + 1 & mask) {
            int entry = table[slot] - 1;
            if (hash(entry) == hash && hasKey(entry, key, offset, length)) {
                return entry;
            }
        }
        return NOT_FOUND;
    }

    boolean hasKey(int entry, byte[] key, int offset, int length) {
        int keyOffset = keyOffset(entry);
        return Arrays.equals(source(entry), keyOffset, keyOffset + keyLength(entry), key, offset, offset + length);
    }

    private static final class Builder {
        private final List<StateChanges> changes;
        private final byte[][] sources;
        private final int[] entries;
        private final int[] table;
        private int size;

        Builder(List<StateChanges> changes) {
            this.changes = changes;
            int count = 0;
            for (StateChanges some : changes) {
                count += some.size();
            }
            sources = new byte[changes.size()][];
            entries = new int[count * INTS_PER_ENTRY];
            // At most two thirds full, so that looking for what is not there ends soon.
            table = new int[Integer.highestOneBit(Math.max(2, count + count / 2)) << 1];
        }

        BlockLayer build(BlockFacts facts) {
            for (int source = 0; source < sources.length; source++) {
                StateChanges some = changes.get(source);
                sources[source] = some.source();
                for (int i = 0; i < some.size(); i++) {
                    add(source, some, i);
                }
            }
            int[] fitted =
                    entries.length == size * INTS_PER_ENTRY ? entries : Arrays.copyOf(entries, size * INTS_PER_ENTRY);
            return new BlockLayer(facts, sources, fitted, size, table);
        }

        private void add(int source, StateChanges some, int change) {
            int keyOffset = some.keyOffset(change);
            int keyLength = some.keyLength(change);
            int hash = KeyHash.of(some.source(), keyOffset, keyLength);
            int at = entryFor(some.source(), keyOffset, keyLength, hash) * INTS_PER_ENTRY;
            entries[at + SOURCE] = source;
            entries[at + KEY_OFFSET] = keyOffset;
            entries[at + KEY_LENGTH] = keyLength;
            entries[at + VALUE_OFFSET] = some.isDelete(change) ? 0 : some.valueOffset(change);
            entries[at + VALUE_LENGTH] = some.isDelete(change) ? DELETED : some.valueLength(change);
            entries[at + HASH] = hash;
        }

        /// The entry of a key that was changed before in this block, or else the next free one.
        private int entryFor(byte[] key, int keyOffset, int keyLength, int hash) {
            int mask = table.length - 1;
            int slot = hash & mask;
            for (; table[slot] != 0; slot = slot + 1 & mask) {
                int at = (table[slot] - 1) * INTS_PER_ENTRY;
                if (entries[at + HASH] == hash
                        && Arrays.equals(
                                sources[entries[at + SOURCE]],
                                entries[at + KEY_OFFSET],
                                entries[at + KEY_OFFSET] + entries[at + KEY_LENGTH],
                                key,
                                keyOffset,
                                keyOffset + keyLength)) {
                    return table[slot] - 1;
                }
            }
            table[slot] = ++size;
            return size - 1;
        }
    }
}
