package dev.cairn.load;

import dev.cairn.bench.Spread;
import java.io.IOException;
import java.time.Duration;

/// What a burden does to those who read values, and to the writer, by turns with it and without.
///
/// @param duration  of each measurement
record BurdenTrial(ServedProcess served, int rounds, Duration duration) {
    /// While a burden lasts, it is measured after it had this long to settle.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /// @param reads        per second with the burden
    /// @param readsRatio   of those without it, round by round
    /// @param writesRatio  blocks per second with it of those without
    /// @param moreMib      resident memory with it, above that before
    /// @param sentMib      what the burden itself is sent a second
    record Result(Spread reads, Spread readsRatio, Spread writesRatio, Spread moreMib, Spread sentMib) {}

    Result run(Burden burden) throws IOException, InterruptedException {
        Questions questions = Questions.values(served.chainPort());
        double[] reads = new double[rounds];
        double[] readsRatio = new double[rounds];
        double[] writesRatio = new double[rounds];
        double[] moreMib = new double[rounds];
        double[] sentMib = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            Rates alone = measure(questions);
            double mibBefore = served.residentMib();
            try (Crowd crowd = burden.begin(served.chainPort())) {
                Thread.sleep(SETTLE);
                long sentBefore = crowd.bytesRead();
                Rates beside = measure(questions);
                sentMib[round] = (crowd.bytesRead() - sentBefore) / (double) (1 << 20) / duration.toSeconds();
                reads[round] = beside.reads();
                readsRatio[round] = beside.reads() / alone.reads();
                writesRatio[round] = beside.blocks() / alone.blocks();
                moreMib[round] = served.residentMib() - mibBefore;
            }
        }
        return new Result(
                Spread.of(reads),
                Spread.of(readsRatio),
                Spread.of(writesRatio),
                Spread.of(moreMib),
                Spread.of(sentMib));
    }

    private record Rates(double reads, double blocks) {}

    private Rates measure(Questions questions) throws IOException {
        long start = System.nanoTime();
        long blocksBefore = served.blocksWritten();
        double reads = FullSpeed.rate(questions, duration);
        double blocks = (served.blocksWritten() - blocksBefore) * 1e9 / (System.nanoTime() - start);
        return new Rates(reads, blocks);
    }
}
