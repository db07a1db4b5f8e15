package dev.cairn.mvcc;

import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockRef;
import dev.cairn.model.StateChanges;
import java.util.Arrays;
import java.util.List;

/// Makes a layer of a block's changes. A hash table, needed only while it is made, finds the keys that the block
/// changes more than once: the last change counts. **Threading:** one thread, one layer.
final class LayerBuilder {
    private final List<StateChanges> changes;
    /// For each entry the change it stands for: which of the [StateChanges], and which change in it.
    private final int[] groupOf;
    private final int[] changeOf;
    private final int[] hashes;
    private final int[] table;
    private int size;

    LayerBuilder(List<StateChanges> changes) {
        this.changes = changes;
        int count = 0;
        for (StateChanges some : changes) {
            count += some.size();
        }
        groupOf = new int[count];
        changeOf = new int[count];
        hashes = new int[count];
        // At most two thirds full, so that looking for what is not there ends soon.
        table = new int[Integer.highestOneBit(Math.max(2, count + count / 2)) << 1];
    }

    BlockLayer build(BlockFacts facts) {
        for (int group = 0; group < changes.size(); group++) {
            for (int change = 0; change < changes.get(group).size(); change++) {
                add(group, change);
            }
        }
        byte[] records = new byte[recordBytes(facts)];
        LayerRecord.setHeight(records, facts.height());
        int[] offsets = new int[size];
        int at = LayerRecord.FIRST;
        for (int entry = 0; entry < size; entry++) {
            offsets[entry] = at;
            at = write(records, at, entry);
        }
        return new BlockLayer(withOwnHashes(facts), records, offsets);
    }

    private void add(int group, int change) {
        StateChanges some = changes.get(group);
        byte[] source = some.source();
        int hash = KeyHash.of(source, some.keyOffset(change), some.keyLength(change));
        int mask = table.length - 1;
        int slot = hash & mask;
        while (table[slot] != 0 && !isOf(table[slot] - 1, hash, some, change)) {
            slot = slot + 1 & mask;
        }
        if (table[slot] == 0) {
            table[slot] = ++size;
        }
        int entry = table[slot] - 1;
        groupOf[entry] = group;
        changeOf[entry] = change;
        hashes[entry] = hash;
    }

    private boolean isOf(int entry, int hash, StateChanges some, int change) {
        StateChanges other = changesOf(entry);
        int otherChange = changeOf[entry];
        int offset = some.keyOffset(change);
        int otherOffset = other.keyOffset(otherChange);
        return hashes[entry] == hash
                && Arrays.equals(
                        some.source(),
                        offset,
                        offset + some.keyLength(change),
                        other.source(),
                        otherOffset,
                        otherOffset + other.keyLength(otherChange));
    }

    private int recordBytes(BlockFacts facts) {
        long bytes = LayerRecord.FIRST;
        for (int entry = 0; entry < size; entry++) {
            StateChanges some = changesOf(entry);
            int change = changeOf[entry];
            bytes += LayerRecord.HEADER_BYTES + some.keyLength(change);
            bytes += some.isDelete(change) ? 0 : some.valueLength(change);
        }
        if (bytes > Integer.MAX_VALUE - LayerRecord.HEADER_BYTES) {
            throw new IllegalArgumentException("expected a block of less than 2 GiB of changes, but " + facts.ref()
                    + " has " + bytes + " bytes in " + size + " changes");
        }
        return (int) bytes;
    }

    private int write(byte[] records, int at, int entry) {
        StateChanges some = changesOf(entry);
        int change = changeOf[entry];
        byte[] source = some.source();
        int next = LayerRecord.write(records, at, source, some.keyOffset(change), some.keyLength(change));
        if (some.isDelete(change)) {
            LayerRecord.writeDelete(records, at);
            return next;
        }
        return LayerRecord.writeValue(records, at, source, some.valueOffset(change), some.valueLength(change));
    }

    private StateChanges changesOf(int entry) {
        return changes.get(groupOf[entry]);
    }

    // A hash is a slice of the record it came in, which it would keep alive as long as the layer.
    private static BlockFacts withOwnHashes(BlockFacts facts) {
        return new BlockFacts(
                new BlockRef(facts.ref().height(), own(facts.ref().hash())),
                facts.parent().map(LayerBuilder::own),
                facts.timestampMs(),
                facts.resumeAfter());
    }

    private static BlockHash own(BlockHash hash) {
        return new BlockHash(hash.bytes().copy());
    }
}
