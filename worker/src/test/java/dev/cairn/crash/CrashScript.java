package dev.cairn.crash;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// What a process does in one life, step by step. It follows from the seed, the number of the life and the state that
/// the life began with, so the process and the one that kills it know the same steps without speaking of them.
final class CrashScript {
    private static final int KEYS = 300;
    private static final int KEPT_HEIGHTS_MAX = 80;

    private final Random random;
    private final int life;
    private int steps;

    CrashScript(long seed, int life) {
        random = new Random(Objects.hash(seed, life));
        this.life = life;
    }

    CrashStep next(Optional<BlockRef> tip, long floor) {
        steps++;
        long height = tip.map(block -> block.height().value()).orElse(-1L);
        int choice = random.nextInt(100);
        if (height <= floor || choice < 60) {
            return flush(tip, height, floor);
        }
        if (choice < 74) {
            return new CrashStep.Prune(floorUpTo(height, floor));
        }
        if (choice < 82) {
            return new CrashStep.Rewind(Math.max(floor, height - 1 - random.nextInt(30)));
        }
        if (choice < 86) {
            return new CrashStep.Checkpoint();
        }
        if (choice < 94) {
            return new CrashStep.Settle();
        }
        return choice < 97 ? new CrashStep.Compact() : new CrashStep.Reopen();
    }

    private CrashStep flush(Optional<BlockRef> tip, long height, long floor) {
        List<Block> replaced = tip.isEmpty() ? List.of() : blocks(tip, random.nextInt(3), "x");
        List<Block> blocks = blocks(tip, 1 + random.nextInt(8), "");
        boolean prunes = height > KEPT_HEIGHTS_MAX && random.nextInt(4) == 0;
        return new CrashStep.Flush(
                replaced, blocks, prunes ? OptionalLong.of(floorUpTo(height, floor)) : OptionalLong.empty());
    }

    private long floorUpTo(long height, long floor) {
        return Math.max(floor, height - random.nextInt(KEPT_HEIGHTS_MAX));
    }

    private List<Block> blocks(Optional<BlockRef> parent, int count, String branch) {
        List<Block> blocks = new ArrayList<>();
        Optional<BlockRef> newest = parent;
        for (int i = 0; i < count; i++) {
            Block block = block(newest, "-%d.%d%s".formatted(life, steps, branch));
            blocks.add(block);
            newest = Optional.of(block.ref());
        }
        return blocks;
    }

    private Block block(Optional<BlockRef> parent, String branch) {
        ChainBuilder block = parent.map(ChainBuilder::after)
                .orElseGet(() -> ChainBuilder.first(0))
                .branch(branch);
        for (int i = random.nextInt(25); i > 0; i--) {
            String key = "key" + random.nextInt(KEYS);
            if (random.nextInt(5) == 0) {
                block.delete(key);
            } else {
                // Some records of the log cross the borders of its blocks, some take several.
                int length = random.nextInt(40) == 0 ? random.nextInt(70_000) : random.nextInt(200);
                block.put(key, branch + "/" + i + "-".repeat(length));
            }
        }
        return block.build();
    }
}
