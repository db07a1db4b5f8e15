package dev.cairn.store;

import dev.cairn.bench.BenchOptions;
import dev.cairn.bench.Comparison;
import dev.cairn.bench.Contender;
import dev.cairn.bench.Spread;
import dev.cairn.model.Block;
import dev.cairn.mvcc.MvccConfig;
import dev.cairn.mvcc.MvccStore;
import dev.cairn.terminal.Progress;
import dev.cairn.thread.ForwardClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How fast blocks are applied to memory and read from it, beside what the machine and a plain map can do with as much
/// data: 2,000 blocks of 1,000 writes over 1M keys, the newest 100 of them in the tip.
final class MemoryBench {
    private static final int KEYS = 1_000_000;
    private static final int WRITES_PER_BLOCK = 1_000;
    private static final int TIP_BLOCKS = 100;
    private static final int HOT_KEYS = 1_000;
    private static final double APPLY_TARGET = 1_500_000;
    private static final double READ_TARGET = 3_000_000;
    private static final String APPLY = "blocks applied and made final, in writes";
    private static final String LATEST = "random keys, latest";
    private static final String PAST = "random keys, random heights";
    private static final String HOT = "1,000 hot keys, latest";
    private static final String HOT_PAST = "1,000 hot keys, random heights";
    private static final String LATEST_BY_TWO = "random keys, latest, 2 threads";
    private static final String PAST_BY_TWO = "random keys, random heights, 2 threads";
    private static final String MAP = "HashMap of the same keys, one version each";
    private static final String LOADS = "two dependent loads, one look-up after the other";

    private MemoryBench() {}

    /// Prints the rates and reports the ratios.
    static void run(BenchOptions options) throws Exception {
        StoreLoad load = StoreLoad.everyKeyOnceThen(KEYS, KEYS / WRITES_PER_BLOCK, WRITES_PER_BLOCK);
        System.out.printf("%n## Memory, %,d writes over %,d keys%n%n", load.writes(), load.keys());
        int lookUps = options.quick() ? 1_000_000 : 3_000_000;
        List<Contender> contenders =
                Progress.unmeasured("making blocks").during(options.screen(), () -> contenders(load, lookUps));
        // Once for the compiler, which no round should pay for.
        new Comparison("operations/s", contenders).run(2, options.screen());
        Comparison comparison = new Comparison("operations/s", contenders);
        comparison.run(options.quick() ? 3 : 9, options.screen());
        comparison.print(System.out);
        options.report("memory_apply_vs_target", over(comparison.rate(APPLY), APPLY_TARGET));
        options.report("memory_get_latest_vs_target", over(comparison.rate(LATEST), READ_TARGET));
        options.report("memory_get_past_vs_target", over(comparison.rate(PAST), READ_TARGET));
        options.report("memory_get_latest_vs_map", comparison.ratio(LATEST, MAP));
        options.report("memory_get_latest_vs_loads", comparison.ratio(LATEST, LOADS));
    }

    private static List<Contender> contenders(StoreLoad load, int lookUps) {
        List<Block> blocks =
                IntStream.rangeClosed(1, load.blocks()).mapToObj(load::block).toList();
        MemoryReads reads = new MemoryReads(filled(blocks), KEYS / WRITES_PER_BLOCK, load.blocks(), lookUps);
        MemoryLimits limits = new MemoryLimits(load, lookUps);
        return List.of(
                new Contender(APPLY, () -> applied(blocks, load.writes())),
                new Contender(LATEST, () -> reads.latest(KEYS)),
                new Contender(PAST, () -> reads.past(KEYS)),
                new Contender(HOT, () -> reads.latest(HOT_KEYS)),
                new Contender(HOT_PAST, () -> reads.past(HOT_KEYS)),
                new Contender(LATEST_BY_TWO, () -> reads.byTwoThreads(() -> reads.latest(KEYS))),
                new Contender(PAST_BY_TWO, () -> reads.byTwoThreads(() -> reads.past(KEYS))),
                new Contender(MAP, limits::hashMap),
                new Contender(LOADS, limits::dependentLoads));
    }

    private static double applied(List<Block> blocks, long writes) {
        long start = System.nanoTime();
        MvccStore store = filled(blocks);
        double rate = writes * 1e9 / (System.nanoTime() - start);
        // The compiler need not do what nobody looks at.
        return store.unflushed().size() + TIP_BLOCKS == blocks.size() ? rate : Double.NaN;
    }

    private static MvccStore filled(List<Block> blocks) {
        MvccStore store =
                new MvccStore(new MvccConfig(4, 0, Duration.ofMinutes(10)), Optional.empty(), ForwardClock.fromNow());
        for (Block block : blocks) {
            store.apply(block);
            store.finalizeUpTo(block.height() - TIP_BLOCKS);
        }
        return store;
    }

    private static Spread over(Spread rate, double target) {
        return new Spread(rate.min() / target, rate.median() / target, rate.max() / target);
    }
}
