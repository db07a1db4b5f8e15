package dev.cairn.e2e;

import dev.cairn.synthetic.ChainSpec;
import dev.cairn.synthetic.IntRange;
import dev.cairn.synthetic.KeyModel;
import dev.cairn.synthetic.Payload;
import dev.cairn.synthetic.SyntheticChain;
import dev.cairn.synthetic.ValueModel;

/// What everybody takes in, and how often.
///
/// @param blocks           of the chain in the topics
/// @param versionedBlocks  how many of them Kafka Streams takes in. It needs ten times as long; what counts is its rate
/// @param questions        how many values each contender is asked for after each run
/// @param rounds           how often everybody takes a turn
record E2eLoad(int blocks, int versionedBlocks, int questions, int rounds) {
    private static final int TRANSACTIONS_PER_BLOCK = 50;
    private static final int WRITES_PER_TRANSACTION = 5;
    /// As many as transactions, so that a key has five versions on average.
    private static final int KEYS_PER_BLOCK = 50;

    /// 5M writes over 1M keys.
    static E2eLoad full() {
        return new E2eLoad(20_000, 20_000, 200_000, 5);
    }

    /// 2M writes over 400k keys.
    static E2eLoad quick() {
        return new E2eLoad(8_000, 1_600, 40_000, 3);
    }

    static long writes(int blocks) {
        return (long) blocks * TRANSACTIONS_PER_BLOCK * WRITES_PER_TRANSACTION;
    }

    /// Keys of 32 bytes and values of 64 to 100 bytes that no compression shortens. Everybody who knows the number of
    /// blocks makes the same chain.
    static SyntheticChain chain(int blocks) {
        Payload.Writes payload = Payload.Writes.standard()
                .withPerTransaction(WRITES_PER_TRANSACTION, WRITES_PER_TRANSACTION)
                .withValues(new ValueModel(new IntRange(64, 100), 0));
        return SyntheticChain.of(
                ChainSpec.standard()
                        .withTransactionsPerBlock(TRANSACTIONS_PER_BLOCK, TRANSACTIONS_PER_BLOCK)
                        .withKeys(new KeyModel.Uniform(blocks * KEYS_PER_BLOCK))
                        .withPayload(payload),
                blocks);
    }
}
