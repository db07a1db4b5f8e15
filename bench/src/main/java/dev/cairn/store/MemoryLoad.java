package dev.cairn.store;

import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.StateChanges;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What memory is measured with: blocks that first write every key once, and then as many keys again, chosen at random.
/// So at every height of the second half, every key has a value.
///
/// Keys are made from their numbers, in a few nanoseconds and in the caller's own array: were they kept, looking up a
/// random one would cost the benchmark a cache miss that memory has no part in.
final class MemoryLoad {
    static final int KEYS = 1_000_000;
    static final int KEY_BYTES = 32;
    static final int VALUE_BYTES = 80;
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final int WRITES_PER_RECORD = 5;
    private static final int WRITE_BYTES = KEY_BYTES + VALUE_BYTES;
    static final int WRITES = 2 * KEYS;
    static final int BLOCKS = WRITES / WRITES_PER_BLOCK;
    /// From this height on, every key has a value.
    static final int COMPLETE_HEIGHT = KEYS / WRITES_PER_BLOCK - 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    private MemoryLoad() {}

    static List<Block> blocks() {
        return IntStream.range(0, BLOCKS).mapToObj(MemoryLoad::block).toList();
    }

    /// Writes the key of a number to the beginning of an array.
    static void putKey(int number, byte[] target, int offset) {
        for (int i = 0; i < KEY_BYTES; i += Long.BYTES) {
            LONGS.set(target, offset + i, mixed(number * 4L + i));
        }
    }

    /// Neighbouring numbers come out as if thrown by dice.
    static long mixed(long number) {
        long x = number * 0x9E37_79B9_7F4A_7C15L;
        x = (x ^ x >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return x ^ x >>> 32;
    }

    private static int keyOf(int write) {
        return write < KEYS ? write : (int) Math.floorMod(mixed(write), (long) KEYS);
    }

    private static Block block(int height) {
        List<StateChanges> records = new ArrayList<>();
        StateChanges.Builder builder = new StateChanges.Builder();
        int end = (height + 1) * WRITES_PER_BLOCK;
        for (int write = height * WRITES_PER_BLOCK; write < end; write += WRITES_PER_RECORD) {
            byte[] record = new byte[WRITES_PER_RECORD * WRITE_BYTES];
            for (int i = 0; i < WRITES_PER_RECORD; i++) {
                int at = i * WRITE_BYTES;
                putKey(keyOf(write + i), record, at);
                LONGS.set(record, at + KEY_BYTES, (long) height);
                builder.put(at, KEY_BYTES, at + KEY_BYTES, VALUE_BYTES);
            }
            records.add(builder.build(record));
        }
        Optional<BlockHash> parent =
                height == 0 ? Optional.empty() : Optional.of(ref(height - 1).hash());
        return new Block(new BlockFacts(ref(height), parent, height * 1_000L, ResumeOffsets.NONE), records);
    }

    private static BlockRef ref(int height) {
        byte[] hash = new byte[KEY_BYTES];
        putKey(-1 - height, hash, 0);
        return new BlockRef(new BlockHeight(height), new BlockHash(Bytes.wrap(hash)));
    }
}
