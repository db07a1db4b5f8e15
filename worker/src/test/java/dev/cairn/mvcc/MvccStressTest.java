package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many short lives of a store under readers. More of them by `-Dstress.rounds=…`; `-Dstress.seed=…` (the number in a
/// failure's message) takes the same steps again, though threads may meet in other places.
class MvccStressTest {
    private static final int READERS = 2;

    @Test
    void readersSeeWholeBlocksOfTheirOwnBranchWhateverTheWriterDoes() throws Exception {
        long seed = Long.getLong("stress.seed", new SplittableRandom().nextInt());
        SplittableRandom seeds = new SplittableRandom(seed);
        long found = 0;
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            for (int i = Integer.getInteger("stress.rounds", 200); i > 0; i--) {
                StressRound round = new StressRound(seeds.nextLong());
                Future<Long> first = readers.submit(() -> round.read(1));
                Future<Long> second = readers.submit(() -> round.read(2));
                round.write();
                found += first.get() + second.get();
            }
        } catch (RuntimeException | ExecutionException e) {
            throw new AssertionError("stress.seed " + seed, e);
        }
        assertThat(found).isPositive();
    }
}
