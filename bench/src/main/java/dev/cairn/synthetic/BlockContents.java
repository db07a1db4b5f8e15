package dev.cairn.synthetic;

/// How many transactions and writes each block has, and the numbers of its first ones: transactions, writes and blocks
/// are each numbered over the whole chain in the order of creation. A block's writes are those of its transactions, in
/// order, then its own.
final class BlockContents {
    private final ChainSpec spec;
    private final Dice perTransaction;
    private final int[] firstTransaction;
    private final int[] firstWrite;
    private final int[] firstOwnWrite;

    BlockContents(ChainSpec spec, int blocks) {
        this.spec = spec;
        perTransaction = Dice.of(spec.seed(), "writes in a transaction");
        firstTransaction = new int[blocks + 1];
        firstWrite = new int[blocks + 1];
        firstOwnWrite = new int[blocks];
        Dice transactions = Dice.of(spec.seed(), "transactions in a block");
        Dice ownWrites = Dice.of(spec.seed(), "writes of a block");
        for (int block = 0; block < blocks; block++) {
            lay(block, spec.transactionsPerBlock().pick(transactions.at(block)), ownWrites.at(block));
        }
    }

    private void lay(int block, int transactions, long ownWritesRandom) {
        long end = firstTransaction[block] + (long) transactions;
        firstTransaction[block + 1] = checked(end, "transactions");
        long writes = firstWrite[block];
        for (int transaction = firstTransaction[block]; transaction < end; transaction++) {
            writes += writesOf(transaction);
        }
        firstOwnWrite[block] = checked(writes, "writes");
        firstWrite[block + 1] = checked(writes + ownWrites(ownWritesRandom), "writes");
    }

    private static int checked(long total, String what) {
        if (total > SyntheticChain.DRAWS_MAX) {
            throw new IllegalArgumentException("the chain has more than " + SyntheticChain.DRAWS_MAX + " " + what
                    + ", which is the most it can number; announce fewer blocks or make them smaller");
        }
        return (int) total;
    }

    private int ownWrites(long random) {
        return switch (spec.payload()) {
            case Payload.Writes writes -> writes.perBlock().pick(random);
            case Payload.Ledger _ -> 0;
        };
    }

    int writesOf(int transaction) {
        return switch (spec.payload()) {
            case Payload.Writes writes -> writes.perTransaction().pick(perTransaction.at(transaction));
            case Payload.Ledger _ -> 0;
        };
    }

    int transactions(int block) {
        return firstTransaction[block + 1] - firstTransaction[block];
    }

    int firstTransaction(int block) {
        return firstTransaction[block];
    }

    int firstWrite(int block) {
        return firstWrite[block];
    }

    /// By block, and one more: a block's writes end where the next one's start.
    int[] firstWrites() {
        return firstWrite;
    }

    int firstOwnWrite(int block) {
        return firstOwnWrite[block];
    }

    int endWrite(int block) {
        return firstWrite[block + 1];
    }
}
