package dev.cairn.selftest;

import dev.cairn.metrics.Figures;
import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.EventSpec;
import dev.cairn.synthetic.Finality;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.ReorgSpec;
import dev.cairn.synthetic.SyntheticChain;

/// A chain with all that makes a restart delicate: many reorganisations, branches that come back, deletes, keys that
/// change all the time, and digests that the worker checks itself against while it runs.
final class SelftestChain {
    private SelftestChain() {}

    static ChainSpec spec(long seed) {
        return ChainSpec.standard()
                .withSeed(seed)
                .withTransactionsPerBlock(0, 12)
                .withKeys(new KeyModel.Zipf(3_000, 0.9))
                .withKeyBytes(8, 40)
                .withPayload(Payload.Writes.standard()
                        .withPerTransaction(1, 6)
                        .withPerBlock(0, 3)
                        .withDeleteShare(0.15)
                        .withValueBytes(0, 200))
                .withReorgs(ReorgSpec.of(0.06, 8))
                .withFinality(new Finality(16, true))
                .withEvents(EventSpec.plain().withChangesDigests());
    }

    static String inWords(SyntheticChain chain) {
        int tip = chain.tipAfter(chain.announcements());
        return "%s block events of %s blocks, up to height %s, with reorganisations of up to 8 blocks, records out of order and twice"
                .formatted(
                        Figures.count(chain.announcements()),
                        Figures.count(chain.blocks()),
                        Figures.count(chain.height(tip)));
    }
}
