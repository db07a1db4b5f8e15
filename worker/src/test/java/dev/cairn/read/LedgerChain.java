package dev.cairn.read;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Blocks that move money between accounts and never make or lose any, and what each account holds after every block
/// of every branch. An account without money is deleted. **Threading:** one builds, all ask.
final class LedgerChain {
    static final int TOTAL = 1_000;
    static final List<String> ACCOUNTS = IntStream.range(0, 30)
            .mapToObj(number -> "account" + (char) ('A' + number))
            .toList();

    private final Map<BlockRef, NavigableMap<String, String>> stateByBlock = new ConcurrentHashMap<>();
    private final Random random;
    private int made;

    LedgerChain(Random random) {
        this.random = random;
    }

    Block first() {
        return remembered(
                ChainBuilder.first(0).put(ACCOUNTS.getFirst(), "" + TOTAL).build(),
                new TreeMap<>(Map.of(ACCOUNTS.getFirst(), "" + TOTAL)));
    }

    /// A block that there is only once, so branches differ.
    Block after(BlockRef parent) {
        NavigableMap<String, String> state = new TreeMap<>(stateAfter(parent));
        Map<String, Integer> balances = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String from = List.copyOf(state.keySet()).get(random.nextInt(state.size()));
            String to = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            int held = Integer.parseInt(state.getOrDefault(from, "0"));
            int moved = random.nextInt(3) == 0 ? held : random.nextInt(held + 1);
            move(state, balances, from, -moved);
            move(state, balances, to, moved);
        }
        ChainBuilder block = ChainBuilder.after(parent).branch("-" + made++);
        balances.forEach((account, balance) -> {
            if (balance == 0) {
                block.delete(account);
            } else {
                block.put(account, "" + balance);
            }
        });
        return remembered(block.build(), state);
    }

    /// What every account with money holds.
    NavigableMap<String, String> stateAfter(BlockRef block) {
        return Objects.requireNonNull(stateByBlock.get(block), () -> "there never was a block " + block);
    }

    private static void move(
            NavigableMap<String, String> state, Map<String, Integer> balances, String account, int amount) {
        int balance = Integer.parseInt(state.getOrDefault(account, "0")) + amount;
        balances.put(account, balance);
        if (balance == 0) {
            state.remove(account);
        } else {
            state.put(account, "" + balance);
        }
    }

    private Block remembered(Block block, NavigableMap<String, String> state) {
        stateByBlock.put(block.ref(), state);
        return block;
    }
}
