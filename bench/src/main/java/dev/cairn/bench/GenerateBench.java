package dev.cairn.bench;

import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Feed;
import dev.cairn.synthetic.FeedOptions;
import dev.cairn.synthetic.FeedRecord;
import dev.cairn.synthetic.FeedStream;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.terminal.Progress;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./cairn bench generate`: how many writes a second one thread makes as encoded records: 32-byte keys,
/// 80-byte values, five writes to a transaction. A ledger instruction counts as one write.
final class GenerateBench {
    private static final String UNIFORM = "uniform over 1M keys";
    private static final int ANNOUNCEMENTS = 50_000;
    /// Above this, the feed is never the bottleneck of what it measures.
    private static final double TARGET = 2_000_000;

    private GenerateBench() {}

    static void run(BenchOptions options) throws Exception {
        long measuredNanos = TimeUnit.MILLISECONDS.toNanos(options.quick() ? 300 : 1_000);
        List<Contender> contenders =
                Progress.unmeasured("warming up").during(options.screen(), () -> contenders(measuredNanos));
        Comparison comparison = new Comparison("writes generated/s", contenders);
        comparison.run(options.quick() ? 3 : 9, options.screen());
        comparison.print(System.out);
        Spread uniform = comparison.rate(UNIFORM);
        options.report(
                "generate_vs_target",
                new Spread(uniform.min() / TARGET, uniform.median() / TARGET, uniform.max() / TARGET));
    }

    private static List<Contender> contenders(long measuredNanos) {
        ChainSpec standard = ChainSpec.standard();
        FeedOptions tidy = FeedOptions.tidy();
        FeedOptions messy = tidy.withDuplicates(0.01, 1_000).withDisorder(500);
        return List.of(
                contender(UNIFORM, standard, tidy, 5, measuredNanos),
                contender(
                        "Zipf over 1M keys",
                        standard.withKeys(new KeyModel.Zipf(1_000_000, 1)),
                        tidy,
                        5,
                        measuredNanos),
                contender("insert-heavy", standard.withKeys(new KeyModel.InsertHeavy(0.5)), tidy, 5, measuredNanos),
                contender(
                        "uniform with reorgs, disorder, duplicates",
                        standard.withReorgs(ReorgSpec.of(0.1, 8)),
                        messy,
                        5,
                        measuredNanos),
                contender(
                        "ledger instructions",
                        standard.withPayload(Payload.Ledger.standard()),
                        tidy,
                        1,
                        measuredNanos));
    }

    private static Contender contender(
            String name, ChainSpec spec, FeedOptions options, int writesPerTransaction, long measuredNanos) {
        Endless feed = new Endless(SyntheticChain.of(spec, ANNOUNCEMENTS).feed(options), writesPerTransaction);
        // Once for the compiler, which no round should pay for.
        feed.writesPerSecond(measuredNanos);
        return new Contender(name, () -> feed.writesPerSecond(measuredNanos));
    }

    /// A feed that starts again where it ends.
    private static final class Endless {
        private final Feed feed;
        private final int writesPerTransaction;
        private Iterator<FeedRecord> records = Collections.emptyIterator();

        Endless(Feed feed, int writesPerTransaction) {
            this.feed = feed;
            this.writesPerTransaction = writesPerTransaction;
        }

        /// A copy costs next to nothing and would only flatter the figure, so only first publications count.
        double writesPerSecond(long nanos) {
            long start = System.nanoTime();
            long transactions = 0;
            long elapsed = 0;
            while (elapsed < nanos) {
                for (int i = 0; i < 1_000; i++) {
                    FeedRecord next = next();
                    transactions += next.stream() == FeedStream.TRANSACTIONS && !next.duplicate() ? 1 : 0;
                }
                elapsed = System.nanoTime() - start;
            }
            return transactions * writesPerTransaction * 1e9 / elapsed;
        }

        private FeedRecord next() {
            if (!records.hasNext()) {
                records = feed.iterator();
            }
            return records.next();
        }
    }
}
