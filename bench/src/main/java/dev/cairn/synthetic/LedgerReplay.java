package dev.cairn.synthetic;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Runs the instructions of every block, on every branch, by the rules of docs/ledger.md, and keeps each amount that
/// changed as a version.
///
/// Blocks are run in the order of their creation. What an account has is its newest version on the block's own branch;
/// each version links to the one before it of the same key, and those of other branches are stepped over.
final class LedgerReplay {
    private static final int NONE = -1;

    private final SyntheticChain chain;
    private final LedgerInstructions instructions;
    private final Map<Integer, Integer> newestOfKey = new HashMap<>();
    private final int[] firstOfBlocks;
    private int[] keyNumbers = new int[1024];
    private int[] blocks = new int[1024];
    private int[] previous = new int[1024];
    private long[] amounts = new long[1024];
    private int count;

    LedgerReplay(SyntheticChain chain, Payload.Ledger model) {
        this.chain = chain;
        instructions = new LedgerInstructions(chain.spec(), model);
        firstOfBlocks = new int[chain.blocks() + 1];
        for (int block = 0; block < chain.blocks(); block++) {
            run(block);
            firstOfBlocks[block + 1] = count;
        }
    }

    LedgerVersions versions() {
        return new LedgerVersions(
                Arrays.copyOf(keyNumbers, count),
                Arrays.copyOf(amounts, count),
                firstOfBlocks,
                new LedgerKeys(instructions.accounts()));
    }

    private void run(int block) {
        int first = chain.contents().firstTransaction(block);
        for (int i = 0; i < chain.transactions(block); i++) {
            switch (instructions.at(first + i)) {
                case LedgerMove.Transfer(var from, var to, var amount) -> transfer(block, from, to, amount);
                case LedgerMove.Mint(var to, var amount) -> mint(block, to, amount);
                case LedgerMove.Burn(var from, var amount) -> burn(block, from, amount);
                case LedgerMove.Malformed _ -> {}
            }
        }
    }

    private void transfer(int block, int from, int to, long amount) {
        int source = LedgerKeys.balanceOf(from);
        int target = LedgerKeys.balanceOf(to);
        if (from != to && amountOf(source, block) >= amount) {
            add(source, block, -amount);
            add(target, block, amount);
        }
    }

    private void mint(int block, int to, long amount) {
        if (amountOf(LedgerKeys.SUPPLY, block) <= Long.MAX_VALUE - amount) {
            add(LedgerKeys.balanceOf(to), block, amount);
            add(LedgerKeys.SUPPLY, block, amount);
        }
    }

    private void burn(int block, int from, long amount) {
        int source = LedgerKeys.balanceOf(from);
        if (amountOf(source, block) >= amount) {
            add(source, block, -amount);
            add(LedgerKeys.SUPPLY, block, -amount);
        }
    }

    private long amountOf(int key, int block) {
        int version = newestOfKey.getOrDefault(key, NONE);
        while (version != NONE && !chain.isAncestor(blocks[version], block)) {
            version = previous[version];
        }
        return version == NONE ? 0 : amounts[version];
    }

    private void add(int key, int block, long change) {
        long amount = amountOf(key, block) + change;
        if (count == amounts.length) {
            grow();
        }
        keyNumbers[count] = key;
        blocks[count] = block;
        amounts[count] = amount;
        previous[count] = newestOfKey.getOrDefault(key, NONE);
        newestOfKey.put(key, count);
        count++;
    }

    private void grow() {
        int length = 2 * count;
        keyNumbers = Arrays.copyOf(keyNumbers, length);
        blocks = Arrays.copyOf(blocks, length);
        previous = Arrays.copyOf(previous, length);
        amounts = Arrays.copyOf(amounts, length);
    }
}
