package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.Bytes;
import dev.cairn.thread.ForwardClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// One store's life under readers: the writer applies, drops, finalizes, releases and trims as fast as it can, and
/// every reader checks that its view shows whole blocks of its own branch, and has let go of nothing but what is
/// durable and final.
///
/// Stores are short-lived on purpose: what is rare in a long life, tables that grow, happens in each.
final class StressRound {
    private static final int KEYS = 1_500;
    private static final int STEPS = 700;
    private static final int TIP_MAX = 40;

    private final ExpectedStates states = new ExpectedStates(KEYS);
    private final List<Block> branch = new ArrayList<>();
    private final SplittableRandom random;
    private final MvccStore store;
    private final int changesMax;
    private int finalBlocks;
    /// How many blocks of the branch are on disk; raised before memory is told.
    private volatile int durableBlocks;
    private volatile boolean ended;

    StressRound(long seed) {
        random = new SplittableRandom(seed);
        changesMax = 1 << random.nextInt(1, 6);
        store = new MvccStore(
                new MvccConfig(1 + random.nextInt(3), random.nextInt(3) * 20_000L, Duration.ofHours(1)),
                Optional.empty(),
                ForwardClock.fromNow());
    }

    void write() {
        try {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> reorg();
                    case 1, 2 -> finalizeSome();
                    case 3 -> release();
                    case 4 -> store.trimCache();
                    default -> apply();
                }
            }
        } finally {
            ended = true;
        }
    }

    /// How many versions were found.
    long read(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        long found = 0;
        while (!ended) {
            MvccView view = store.view();
            List<BlockLayer> blocks = view.blocks();
            // Some views are old before they are read.
            for (int reads = 1 << dice.nextInt(8); reads > 0 && !blocks.isEmpty(); reads--) {
                found += check(view, blocks.get(dice.nextInt(blocks.size())), dice.nextInt(KEYS)) ? 1 : 0;
            }
        }
        return found;
    }

    private boolean check(MvccView view, BlockLayer block, int key) {
        Bytes bytes = ChainBuilder.utf8(ExpectedStates.key(key));
        Optional<ExpectedStates.Expected> expected =
                states.at(block.facts().ref().hash(), key);
        Optional<MemoryVersion> found = view.find(bytes.toArray(), 0, bytes.length(), block.height());
        if (found.isPresent()) {
            assertThat(Optional.of(new ExpectedStates.Expected(found.get().height(), text(found.get()))))
                    .as("%s at %s", ExpectedStates.key(key), block.facts().ref())
                    .isEqualTo(expected);
        } else {
            // Whoever finds nothing asks the disk for what was final when the view was taken.
            long onDiskAndFinal = Math.min(
                    durableBlocks - 1,
                    view.finalizedBlock().map(ref -> ref.height().value()).orElse(-1L));
            expected.ifPresent(version -> assertThat(version.height())
                    .as(
                            "%s at %s, which memory let go of",
                            ExpectedStates.key(key), block.facts().ref())
                    .isLessThanOrEqualTo(onDiskAndFinal));
        }
        return found.isPresent();
    }

    private void apply() {
        if (branch.size() - finalBlocks >= TIP_MAX) {
            finalizeSome();
        }
        Optional<Block> parent = branch.isEmpty() ? Optional.empty() : Optional.of(branch.getLast());
        Block block = states.blockAfter(parent, changesMax, random);
        branch.add(block);
        store.apply(block);
    }

    private void reorg() {
        if (finalBlocks > 0 && branch.size() > finalBlocks) {
            int kept = finalBlocks + random.nextInt(branch.size() - finalBlocks);
            store.dropAbove(branch.get(kept - 1).ref());
            branch.subList(kept, branch.size()).clear();
        }
    }

    private void finalizeSome() {
        if (branch.size() > finalBlocks) {
            finalBlocks += 1 + random.nextInt(branch.size() - finalBlocks);
            store.finalizeUpTo(finalBlocks - 1L);
        }
    }

    private void release() {
        if (finalBlocks > durableBlocks) {
            durableBlocks = durableBlocks + 1 + random.nextInt(finalBlocks - durableBlocks);
            store.release(durableBlocks - 1L);
        }
    }

    private static String text(MemoryVersion version) {
        return version.value()
                .map(value -> new String(value.bytes().toArray(), StandardCharsets.UTF_8))
                .orElse("");
    }
}
