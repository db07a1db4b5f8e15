package dev.cairn.mvcc;

import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.model.Block;
import dev.cairn.model.BlockHash;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Random blocks of many branches, and the state after each of them. Every value names the block that wrote it, so a
/// reader can tell from any single value whether it is of the branch and the height it asked for.
///
/// **Threading:** one thread makes blocks, any thread looks up their states.
final class ExpectedStates {
    private final int keys;
    private final Map<BlockHash, State> states = new ConcurrentHashMap<>();
    private int blocks;

    ExpectedStates(int keys) {
        this.keys = keys;
    }

    /// @param written  for each key where it was last written, as "height/block"; deletes end in "/"
    @SuppressWarnings("ArrayRecordComponent") // frozen, compared by nobody
    private record State(Block block, @Nullable String[] written) {}

    /// A version of a key: where it was written, and its value, empty for a delete.
    record Expected(long height, String value) {}

    Block blockAfter(Optional<Block> parent, int changesMax, RandomGenerator random) {
        ChainBuilder builder =
                parent.map(block -> ChainBuilder.after(block.ref())).orElseGet(() -> ChainBuilder.first(0));
        String name = "-" + blocks++;
        builder.branch(name);
        long height = parent.map(block -> block.height() + 1).orElse(0L);
        @Nullable
        String[] written =
                parent.isPresent() ? state(parent.get().ref().hash()).written().clone() : new String[keys];
        for (int i = random.nextInt(changesMax + 1); i > 0; i--) {
            int key = random.nextInt(keys);
            boolean delete = random.nextInt(8) == 0;
            String value = delete ? "" : height + name;
            written[key] = height + "/" + value;
            var _ = delete ? builder.delete(key(key)) : builder.put(key(key), value);
        }
        Block block = builder.build();
        states.put(block.ref().hash(), new State(block, written));
        return block;
    }

    /// The version of a key that is valid after a block; empty if nobody has written it.
    Optional<Expected> at(BlockHash block, int key) {
        String written = state(block).written()[key];
        if (written == null) {
            return Optional.empty();
        }
        int end = written.indexOf('/');
        return Optional.of(new Expected(Long.parseLong(written.substring(0, end)), written.substring(end + 1)));
    }

    static String key(int number) {
        return "key" + number;
    }

    private State state(BlockHash block) {
        return Objects.requireNonNull(states.get(block), () -> "a block that nobody made: " + block);
    }
}
