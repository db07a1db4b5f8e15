package dev.cairn.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many short lives of a store under readers. More of them by `-Dstress.rounds=…`.
class MvccStressTest {
    private static final int READERS = 2;

    @Test
    void readersSeeWholeBlocksOfTheirOwnBranchWhateverTheWriterDoes() throws Exception {
        SplittableRandom seeds = new SplittableRandom();
        long found = 0;
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            for (int i = Integer.getInteger("stress.rounds", 200); i > 0; i--) {
                StressRound round = new StressRound(seeds.nextLong());
                Future<Long> first = readers.submit(() -> round.read(1));
                Future<Long> second = readers.submit(() -> round.read(2));
                round.write();
                found += first.get() + second.get();
            }
        }
        assertThat(found).isPositive();
    }
}
