package dev.cairn.soak;

import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Finality;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import java.time.Duration;

/// How long it takes, and what is done meanwhile.
///
/// @param length  from the first block to the last sample
record SoakPlan(Duration length) {
    /// A block each 20 ms, so that a minute has several rounds, snapshots and prunes of each kind.
    static final int BLOCKS_PER_SECOND = 50;

    static final int FINALITY_DEPTH = 16;

    private static final Duration STANDARD = Duration.ofMinutes(10);
    private static final Duration QUICK = Duration.ofMinutes(1);
    private static final int SAMPLES = 80;
    private static final Duration SAMPLE_EVERY_MIN = Duration.ofMillis(250);
    private static final Duration SAMPLE_EVERY_MAX = Duration.ofSeconds(10);
    /// So many samples lie between one disturbance and the next.
    private static final int DISTURBED_EVERY = 5;
    /// Blocks that are there in case the run takes longer than it should.
    private static final Duration SPARE = Duration.ofMinutes(2);

    static SoakPlan standard() {
        return new SoakPlan(STANDARD);
    }

    static SoakPlan quick() {
        return new SoakPlan(QUICK);
    }

    Duration sampleEvery() {
        Duration even = length.dividedBy(SAMPLES);
        if (even.compareTo(SAMPLE_EVERY_MIN) < 0) {
            return SAMPLE_EVERY_MIN;
        }
        return even.compareTo(SAMPLE_EVERY_MAX) > 0 ? SAMPLE_EVERY_MAX : even;
    }

    /// Before this sample the worker is closed and opened again.
    boolean reopensBefore(int sample) {
        return sample % (2 * DISTURBED_EVERY) == 2 * DISTURBED_EVERY - 1;
    }

    /// Before this sample it is rewound.
    boolean rewindsBefore(int sample) {
        return sample % (2 * DISTURBED_EVERY) == DISTURBED_EVERY - 1;
    }

    /// A small state that is written all the time, with reorganisations, deletes, and branches that come back.
    SyntheticChain chain() {
        return SyntheticChain.of(
                ChainSpec.standard()
                        .withSeed(length.toMillis())
                        .withTransactionsPerBlock(0, 8)
                        .withKeys(new KeyModel.Zipf(2_000, 0.7))
                        .withKeyBytes(8, 40)
                        .withFinality(new Finality(FINALITY_DEPTH, true))
                        .withReorgs(ReorgSpec.of(0.05, 8))
                        .withPayload(Payload.Writes.standard()
                                .withPerTransaction(1, 4)
                                .withPerBlock(0, 2)
                                .withDeleteShare(0.15)
                                .withValueBytes(0, 200)),
                Math.toIntExact(length.plus(SPARE).toSeconds() * BLOCKS_PER_SECOND));
    }
}
