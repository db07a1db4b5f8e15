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

    /// Keys have 32 bytes; values 64 to 100, which no compression shortens.
    private static final Payload.Writes PAYLOAD = Payload.Writes.standard()
            .withPerTransaction(WRITES_PER_TRANSACTION, WRITES_PER_TRANSACTION)
            .withValues(new ValueModel(new IntRange(64, 100), 0));

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

    /// Everybody who knows the number of blocks makes the same chain.
    static SyntheticChain chain(int blocks) {
        return chain(blocks, TRANSACTIONS_PER_BLOCK, blocks * KEYS_PER_BLOCK);
    }

    static SyntheticChain chain(int blocks, int transactionsPerBlock, int keys) {
        return chain(blocks, transactionsPerBlock, new KeyModel.Uniform(keys), PAYLOAD);
    }

    /// A chain in which every write makes a new key.
    static SyntheticChain growingChain(int blocks) {
        return chain(blocks, TRANSACTIONS_PER_BLOCK, new KeyModel.InsertHeavy(1), PAYLOAD.withDeleteShare(0));
    }

    private static SyntheticChain chain(int blocks, int transactionsPerBlock, KeyModel keys, Payload payload) {
        return SyntheticChain.of(
                ChainSpec.standard()
                        .withTransactionsPerBlock(transactionsPerBlock, transactionsPerBlock)
                        .withKeys(keys)
                        .withPayload(payload),
                blocks);
    }
}
