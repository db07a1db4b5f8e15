package dev.cairn.store;

import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.SourcePartition;
import dev.cairn.model.StateChanges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is written: blocks of writes to uniformly chosen keys, each found from its number alone. Keys are 32 bytes that
/// look like hashes; of the 80 bytes of a value half are noise, so that they compress like real ones.
///
/// @param keys         how many different keys there are
/// @param isAscending  whether their numbers lead them, so that writing them in turn leaves little to compact
/// @param inTurn       how many writes at the beginning take the keys in turn; those after them take any
public record StoreLoad(int keys, boolean isAscending, long inTurn, int blocks, int writesPerBlock) {
    public static final int KEY_BYTES = 32;
    public static final int VALUE_BYTES = 80;
    private static final int NOISE_BYTES = 40;
    private static final int WRITES_PER_RECORD = 5;
    private static final int WRITE_BYTES = KEY_BYTES + VALUE_BYTES;

    public StoreLoad {
        if (writesPerBlock % WRITES_PER_RECORD != 0) {
            throw new IllegalArgumentException(
                    "expected writes in records of " + WRITES_PER_RECORD + ", but got " + writesPerBlock + " a block");
        }
    }

    /// All writes to keys chosen at random.
    public static StoreLoad random(int keys, int blocks, int writesPerBlock) {
        return new StoreLoad(keys, false, 0, blocks, writesPerBlock);
    }

    /// First every key once, then some more blocks.
    public static StoreLoad everyKeyOnceThen(int keys, int moreBlocks, int writesPerBlock) {
        return new StoreLoad(keys, false, keys, keys / writesPerBlock + moreBlocks, writesPerBlock);
    }

    /// The same with keys that ascend: what is large is there soon.
    public static StoreLoad everyKeyInOrderThen(int keys, int moreBlocks, int writesPerBlock) {
        return new StoreLoad(keys, true, keys, keys / writesPerBlock + moreBlocks, writesPerBlock);
    }

    public long writes() {
        return (long) blocks * writesPerBlock;
    }

    /// The writes of a block as the decoder hands them over: slices of the records they came in.
    public Block block(int height) {
        List<StateChanges> records = new ArrayList<>(writesPerBlock / WRITES_PER_RECORD);
        StateChanges.Builder builder = new StateChanges.Builder();
        long first = firstWrite(height);
        for (int record = 0; record < writesPerBlock / WRITES_PER_RECORD; record++) {
            byte[] source = new byte[WRITES_PER_RECORD * WRITE_BYTES];
            ByteBuffer target = ByteBuffer.wrap(source);
            for (int i = 0; i < WRITES_PER_RECORD; i++) {
                long write = first + record * (long) WRITES_PER_RECORD + i;
                builder.put(target.position(), KEY_BYTES, target.position() + KEY_BYTES, VALUE_BYTES);
                put(keyOf(write), target);
                putValue(write, target);
            }
            records.add(builder.build(source));
        }
        return new Block(facts(height), records);
    }

    /// The number of the first write of a block; heights begin at 1.
    public long firstWrite(int height) {
        return (height - 1L) * writesPerBlock;
    }

    /// Which key a write is to.
    public int keyOf(long write) {
        return write < inTurn ? (int) (write % keys) : (int) Math.floorMod(mix(write * 2 + 1), (long) keys);
    }

    public byte[] key(int number) {
        byte[] key = new byte[KEY_BYTES];
        put(number, ByteBuffer.wrap(key));
        return key;
    }

    public byte[] value(long write) {
        byte[] value = new byte[VALUE_BYTES];
        putValue(write, ByteBuffer.wrap(value));
        return value;
    }

    private void put(int number, ByteBuffer target) {
        int start = target.position();
        putKey(number, target);
        if (isAscending) {
            target.putInt(start, (int) (((long) number << Integer.SIZE) / keys));
        }
    }

    /// A key takes some nanoseconds to make and no cache miss, as keeping a million of them would.
    static void putKey(int number, ByteBuffer target) {
        long state = number;
        for (int i = 0; i < KEY_BYTES; i += Long.BYTES) {
            state = mix(state + i);
            target.putLong(state);
        }
    }

    private static void putValue(long write, ByteBuffer target) {
        long state = ~write;
        for (int i = 0; i < NOISE_BYTES; i += Long.BYTES) {
            state = mix(state + i);
            target.putLong(state);
        }
        target.position(target.position() + VALUE_BYTES - NOISE_BYTES);
    }

    private BlockFacts facts(int height) {
        return new BlockFacts(
                ref(height),
                height == 1 ? Optional.empty() : Optional.of(ref(height - 1).hash()),
                height * 1_000L,
                ResumeOffsets.of(Map.of(new SourcePartition("transactions", 0), height * (long) writesPerBlock)));
    }

    private static BlockRef ref(int height) {
        byte[] hash = new byte[32];
        putKey(-height, ByteBuffer.wrap(hash));
        return new BlockRef(new BlockHeight(height), new BlockHash(Bytes.wrap(hash)));
    }

    /// SplitMix64's finisher: neighbouring numbers come out as if thrown by dice.
    static long mix(long number) {
        long x = number + 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
