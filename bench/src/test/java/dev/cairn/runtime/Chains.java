package dev.cairn.runtime;

import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.Finality;
import dev.cairn.synthetic.IntRange;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.synthetic.ValueModel;

/// Chains that are small, and crowded: few keys that are written, deleted and written again.
final class Chains {
    /// As many blocks may be dropped.
    static final int FINALITY_DEPTH = 16;

    private Chains() {}

    /// A chain that never changes its mind.
    static SyntheticChain steady(long seed, int blocks) {
        return SyntheticChain.of(spec(seed), blocks);
    }

    /// A chain that reorganises all the time, up to all that is not final.
    static SyntheticChain fickle(long seed, int announcements) {
        return SyntheticChain.of(spec(seed).withReorgs(ReorgSpec.of(0.1, FINALITY_DEPTH)), announcements);
    }

    static ChainSpec spec(long seed) {
        return ChainSpec.standard()
                .withSeed(seed)
                .withTransactionsPerBlock(0, 8)
                .withKeys(new KeyModel.Uniform(400))
                .withKeyBytes(4, 40)
                .withFinality(new Finality(FINALITY_DEPTH, true))
                .withPayload(Payload.Writes.standard()
                        .withPerTransaction(1, 4)
                        .withPerBlock(0, 2)
                        .withDeleteShare(0.2)
                        .withValueBytes(0, 80));
    }

    /// A chain with so much in it that it does not fit into little memory or onto a small disk.
    static SyntheticChain heavy(long seed, int blocks, int valueBytes) {
        return SyntheticChain.of(
                spec(seed)
                        .withTransactionsPerBlock(10, 10)
                        .withPayload(new Payload.Writes(
                                IntRange.exactly(2),
                                IntRange.exactly(0),
                                0,
                                new ValueModel(IntRange.exactly(valueBytes), 0))),
                blocks);
    }
}
