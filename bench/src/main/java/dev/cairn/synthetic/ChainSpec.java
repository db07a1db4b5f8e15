package dev.cairn.synthetic;

/// Everything that decides what a synthetic chain looks like. Equal specs give equal bytes.
///
/// @param genesisHeight        height of the first block
/// @param transactionsPerBlock 0 is legal: an empty block is a block
/// @param keys                 which keys are written; in ledger mode, which accounts move
/// @param keyBytes             key sizes; long enough that every key number has bytes of its own. In ledger mode the
///                             size of an account
/// @param events               what events say beyond what they have to
/// @param blockIntervalMs      how much later a block's time stamp is than that of the block created before it
public record ChainSpec(
        long seed,
        long genesisHeight,
        IntRange transactionsPerBlock,
        KeyModel keys,
        IntRange keyBytes,
        Payload payload,
        ReorgSpec reorgs,
        Finality finality,
        EventSpec events,
        int blockIntervalMs) {

    private static final int KEY_BYTES_MAX = 65_536;

    public ChainSpec {
        SpecBounds.within("genesisHeight", genesisHeight, 0, Long.MAX_VALUE / 2);
        SpecBounds.within("transactionsPerBlock", transactionsPerBlock, 0, 1 << 20);
        SpecBounds.within("keyBytes", keyBytes, 1, keyBytesMax(payload));
        SpecBounds.within("blockIntervalMs", blockIntervalMs, 1, Integer.MAX_VALUE);
        if (keyBytes.min() < Long.BYTES && keys.countMax() > 1L << (8 * keyBytes.min())) {
            throw new IllegalArgumentException("keyBytes is " + keyBytes + ", but " + keys + " can have "
                    + keys.countMax() + " keys, and so many different ones need more bytes; 8 are always enough");
        }
    }

    private static int keyBytesMax(Payload payload) {
        return switch (payload) {
            case Payload.Writes _ -> KEY_BYTES_MAX;
            case Payload.Ledger _ -> LedgerKeys.ACCOUNT_BYTES_MAX;
        };
    }

    /// A chain without surprises: no reorganisations, 50 transactions of 5 writes in each block, a million
    /// 32-byte keys, 80-byte values.
    public static ChainSpec standard() {
        return new ChainSpec(
                1,
                0,
                IntRange.exactly(50),
                new KeyModel.Uniform(1_000_000),
                IntRange.exactly(32),
                Payload.Writes.standard(),
                ReorgSpec.none(),
                new Finality(64, true),
                EventSpec.plain(),
                1_000);
    }

    public ChainSpec withSeed(long value) {
        return new ChainSpec(
                value,
                genesisHeight,
                transactionsPerBlock,
                keys,
                keyBytes,
                payload,
                reorgs,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withGenesisHeight(long value) {
        return new ChainSpec(
                seed, value, transactionsPerBlock, keys, keyBytes, payload, reorgs, finality, events, blockIntervalMs);
    }

    public ChainSpec withTransactionsPerBlock(int min, int max) {
        return new ChainSpec(
                seed,
                genesisHeight,
                new IntRange(min, max),
                keys,
                keyBytes,
                payload,
                reorgs,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withKeys(KeyModel value) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                value,
                keyBytes,
                payload,
                reorgs,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withKeyBytes(int min, int max) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                keys,
                new IntRange(min, max),
                payload,
                reorgs,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withPayload(Payload value) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                keys,
                keyBytes,
                value,
                reorgs,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withReorgs(ReorgSpec value) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                keys,
                keyBytes,
                payload,
                value,
                finality,
                events,
                blockIntervalMs);
    }

    public ChainSpec withFinality(Finality value) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                keys,
                keyBytes,
                payload,
                reorgs,
                value,
                events,
                blockIntervalMs);
    }

    public ChainSpec withEvents(EventSpec value) {
        return new ChainSpec(
                seed,
                genesisHeight,
                transactionsPerBlock,
                keys,
                keyBytes,
                payload,
                reorgs,
                finality,
                value,
                blockIntervalMs);
    }

    public ChainSpec withBlockIntervalMs(int value) {
        return new ChainSpec(
                seed, genesisHeight, transactionsPerBlock, keys, keyBytes, payload, reorgs, finality, events, value);
    }
}
