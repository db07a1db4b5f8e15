package dev.cairn.load;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// What is written and read: values of 100 bytes, each key in turn.
final class SmallValues {
    static final int KEYS = 100_000;
    static final int WRITES_PER_BLOCK = 500;
    private static final int KEY_BYTES = 32;
    private static final int VALUE_BYTES = 100;

    private SmallValues() {}

    static byte[] key(int number) {
        return noise(number, KEY_BYTES);
    }

    /// Heights begin at 1.
    static Block block(int height) {
        byte[] source = new byte[WRITES_PER_BLOCK * (KEY_BYTES + VALUE_BYTES)];
        ByteBuffer target = ByteBuffer.wrap(source);
        StateChanges.Builder builder = new StateChanges.Builder();
        for (int i = 0; i < WRITES_PER_BLOCK; i++) {
            int write = (height - 1) * WRITES_PER_BLOCK + i;
            builder.put(target.position(), KEY_BYTES, target.position() + KEY_BYTES, VALUE_BYTES);
            target.put(key(write % KEYS)).put(noise(~write, VALUE_BYTES));
        }
        return new Block(facts(height), List.of(builder.build(source)));
    }

    private static BlockFacts facts(int height) {
        return new BlockFacts(
                ref(height),
                height == 1 ? Optional.empty() : Optional.of(ref(height - 1).hash()),
                height * 1_000L,
                ResumeOffsets.of(Map.of(new SourcePartition("transactions", 0), (long) height)));
    }

    private static BlockRef ref(int height) {
        return new BlockRef(new BlockHeight(height), new BlockHash(Bytes.wrap(noise(Long.MIN_VALUE + height, 32))));
    }

    private static byte[] noise(long seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }
}
