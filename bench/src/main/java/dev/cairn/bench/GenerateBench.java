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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How many writes a second one thread makes as encoded records: 32-byte keys, 80-byte values, five writes to a
/// transaction. Cases take turns round by round, so that whatever else the machine does falls on all of them alike.
final class GenerateBench {
    private static final int ANNOUNCEMENTS = 50_000;

    private final int rounds;
    private final long roundNanos;

    GenerateBench(boolean quick) {
        rounds = quick ? 3 : 7;
        roundNanos = TimeUnit.MILLISECONDS.toNanos(quick ? 200 : 1_000);
    }

    void run() {
        List<Case> cases = cases();
        cases.forEach(one -> one.measure(roundNanos));
        for (int round = 0; round < rounds; round++) {
            cases.forEach(one -> one.perSecond.add(one.measure(roundNanos)));
        }
        System.out.printf(
                "%-42s %14s %14s %14s%n", "one thread, " + rounds + " rounds", "median/s", "lowest/s", "highest/s");
        cases.forEach(Case::print);
    }

    private static List<Case> cases() {
        ChainSpec standard = ChainSpec.standard();
        int writes = 5;
        FeedOptions tidy = FeedOptions.tidy();
        FeedOptions messy = tidy.withDuplicates(0.01, 1_000).withDisorder(500);
        ChainSpec restless = standard.withReorgs(ReorgSpec.of(0.1, 8));
        return List.of(
                new Case("writes, uniform over 1M keys", standard, tidy, writes),
                new Case("writes, zipf over 1M keys", standard.withKeys(new KeyModel.Zipf(1_000_000, 1)), tidy, writes),
                new Case("writes, insert-heavy", standard.withKeys(new KeyModel.InsertHeavy(0.5)), tidy, writes),
                new Case("writes, reorgs, disorder, duplicates", restless, messy, writes),
                new Case("ledger instructions", standard.withPayload(Payload.Ledger.standard()), tidy, 1));
    }

    private static final class Case {
        private final String name;
        private final Feed feed;
        private final int itemsPerTransaction;
        private final List<Long> perSecond = new ArrayList<>();
        private Iterator<FeedRecord> records = Collections.emptyIterator();

        Case(String name, ChainSpec spec, FeedOptions options, int itemsPerTransaction) {
            this.name = name;
            this.itemsPerTransaction = itemsPerTransaction;
            feed = SyntheticChain.of(spec, ANNOUNCEMENTS).feed(options);
        }

        /// A copy costs next to nothing and would only flatter the figure, so only first publications count.
        long measure(long nanos) {
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
            return transactions * itemsPerTransaction * TimeUnit.SECONDS.toNanos(1) / elapsed;
        }

        private FeedRecord next() {
            if (!records.hasNext()) {
                records = feed.iterator();
            }
            return records.next();
        }

        void print() {
            long[] sorted =
                    perSecond.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    "%-42s %,14d %,14d %,14d%n",
                    name,
                    sorted[sorted.length / 2],
                    sorted[0],
                    Arrays.stream(sorted).max().orElseThrow());
        }
    }
}
