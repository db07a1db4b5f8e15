package dev.cairn.proof;

import dev.cairn.flush.BlockDigest;
import dev.cairn.model.Bytes;
import dev.cairn.model.KeyRange;
import dev.cairn.model.StateKey;
import dev.cairn.storage.BlockRecord;
import dev.cairn.storage.StateRead;
import dev.cairn.storage.StorageReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds blocks to what a writer can only have written: records that follow one another, lists of changed
/// keys that agree with them, and digests that come out again from the state. **Threading:** one thread.
final class BlockCheck {
    /// Keys that are read at once.
    private static final int CHUNK = 512;

    private final StorageReader reader;
    private final BlockDigest digest = new BlockDigest();

    BlockCheck(StorageReader reader) {
        this.reader = reader;
    }

    /// The record of a block, if it can be where it is.
    BlockRecord record(long height) {
        BlockRecord block =
                reader.block(height).orElseThrow(() -> wrong(height, "expected the block's record, but there is none"));
        expect(height, "the record of this height", block.height() == height, "that of height " + block.height());
        Optional<BlockRecord> byHash = reader.block(block.ref().hash());
        expect(height, "to find it by its hash " + block.ref().hash(), byHash.equals(Optional.of(block)), "another");
        return block;
    }

    /// Throws [NotWholeException] if one block cannot have come after the other.
    void follows(BlockRecord before, BlockRecord block) {
        long height = block.height();
        expect(
                height,
                "the parent " + before.ref().hash(),
                block.facts().parent().equals(Optional.of(before.ref().hash())),
                block.facts().parent().map(Object::toString).orElse("none"));
        long chainTimeMs = Math.max(before.chainTimeMs(), block.facts().timestampMs());
        expect(height, "the chain time " + chainTimeMs, block.chainTimeMs() == chainTimeMs, "" + block.chainTimeMs());
    }

    /// Goes over the keys that a block changed; gives how many.
    long keys(BlockRecord block) {
        Iterator<StateKey> keys = changedKeys(block);
        long count = 0;
        @Nullable StateKey last = null;
        while (keys.hasNext()) {
            last = ascending(block.height(), last, keys.next());
            count++;
        }
        expectCount(block, count);
        return count;
    }

    /// The same, and computes the chained digest anew from the values that the state has at the block's
    /// height.
    ///
    /// @param digestBefore  the chained digest of its parent
    long digest(BlockRecord block, Bytes digestBefore, ChangeVisitor visitor) {
        Iterator<StateKey> keys = changedKeys(block);
        digest.begin(block.changeCount());
        long count = 0;
        @Nullable StateKey last = null;
        List<StateKey> chunk = new ArrayList<>(CHUNK);
        while (keys.hasNext()) {
            last = ascending(block.height(), last, keys.next());
            chunk.add(last);
            if (chunk.size() == CHUNK || !keys.hasNext()) {
                count += chunk.size();
                values(block.height(), chunk, visitor);
                chunk.clear();
            }
        }
        expectCount(block, count);
        Bytes found = digest.chained(digestBefore, block.height(), block.ref().hash(), digest.end());
        expect(
                block.height(),
                "the state to come to the digest " + block.digest().toHex() + " of the record",
                found.equals(block.digest()),
                found.toHex());
        return count;
    }

    private void values(long height, List<StateKey> keys, ChangeVisitor visitor) {
        List<StateRead> values = reader.getAll(height, keys);
        for (int i = 0; i < keys.size(); i++) {
            StateKey key = keys.get(i);
            byte[] keyArray = key.bytes().toArray();
            switch (values.get(i)) {
                case StateRead.Found(var value) -> {
                    byte[] array = value.bytes().toArray();
                    digest.put(keyArray, 0, keyArray.length);
                    digest.value(array, 0, array.length);
                }
                case StateRead.Absent _ -> digest.delete(keyArray, 0, keyArray.length);
            }
            visitor.changed(key, values.get(i));
        }
    }

    private Iterator<StateKey> changedKeys(BlockRecord block) {
        return reader.changedKeys(block.height(), KeyRange.all())
                .orElseThrow(() -> wrong(block.height(), "expected its list of changed keys, but there is none"));
    }

    private static StateKey ascending(long height, @Nullable StateKey last, StateKey key) {
        if (last != null && last.bytes().compareTo(key.bytes()) >= 0) {
            throw wrong(height, "expected changed keys in ascending order, but " + key + " comes after " + last);
        }
        return key;
    }

    private static void expectCount(BlockRecord block, long count) {
        expect(block.height(), block.changeCount() + " changed keys", count == block.changeCount(), "" + count);
    }

    private static void expect(long height, String expected, boolean holds, String found) {
        if (!holds) {
            throw wrong(height, "expected " + expected + ", but found " + found);
        }
    }

    private static NotWholeException wrong(long height, String what) {
        return new NotWholeException("Block " + height + ": " + what + ".", null);
    }
}
