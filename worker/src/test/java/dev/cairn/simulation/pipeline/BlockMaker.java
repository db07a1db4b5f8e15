package dev.cairn.simulation.pipeline;

import com.google.protobuf.ByteString;
import dev.cairn.fixtures.ChainBuilder;
import dev.cairn.flush.BlockDigest;
import dev.cairn.handle.ChangesWriter;
import dev.cairn.model.Block;
import dev.cairn.model.BlockFacts;
import dev.cairn.model.BlockHash;
import dev.cairn.model.BlockHeight;
import dev.cairn.model.BlockRef;
import dev.cairn.model.Bytes;
import dev.cairn.model.ResumeOffsets;
import dev.cairn.model.StateKey;
import dev.cairn.model.StateValue;
import dev.cairn.mvcc.BlockLayer;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes random blocks, and knows what each does to the state.
final class BlockMaker {
    private static final int KEYS = 10;
    private static final int COUNTED_KEYS = 4;
    private static final int TRANSACTIONS_MAX = 4;
    private static final String LARGE = "x".repeat(6_000);
    static final Comparator<StateKey> BY_BYTES = Comparator.comparing(StateKey::bytes);

    private final Random random;
    private final boolean large;
    private final BlockDigest digest = new BlockDigest();
    private int made;

    BlockMaker(Random random, boolean large) {
        this.random = random;
        this.large = large;
    }

    FeedBlock after(Optional<FeedBlock> parent) {
        long height = parent.map(block -> block.height() + 1).orElse(0L);
        BlockRef ref = new BlockRef(
                new BlockHeight(height), new BlockHash(ChainBuilder.utf8("h%d-%d".formatted(height, made++))));
        SortedMap<StateKey, StateValue> state = new TreeMap<>(BY_BYTES);
        parent.ifPresent(block -> state.putAll(block.state()));
        SortedMap<StateKey, Optional<StateValue>> changed = new TreeMap<>(BY_BYTES);
        List<TransactionEvent> transactions = new ArrayList<>();
        for (int left = random.nextInt(TRANSACTIONS_MAX + 1); left > 0; left--) {
            transactions.add(transaction(ref, transactions.size(), state, changed));
        }
        BlockEvent.Builder event = BlockEvent.newBuilder()
                .setHeight(height)
                .setHash(ByteString.copyFrom(ref.hash().bytes().toArray()))
                .setTimestampMs(1_000 * height + random.nextInt(3_000))
                .setTransactionCount(transactions.size());
        parent.ifPresent(block -> event.setParentHash(
                ByteString.copyFrom(block.ref().hash().bytes().toArray())));
        if (random.nextInt(3) == 0) {
            event.addWrites(write(state, changed));
        }
        if (random.nextInt(3) == 0) {
            event.setChangesDigest(ByteString.copyFrom(digestOf(ref, changed).toArray()));
        }
        List<BlockRef> branch = new ArrayList<>();
        parent.ifPresent(block -> branch.addAll(block.branch()));
        branch.add(ref);
        return new FeedBlock(ref, List.copyOf(branch), event.build(), transactions, state);
    }

    private TransactionEvent transaction(
            BlockRef block, int index, Map<StateKey, StateValue> state, Map<StateKey, Optional<StateValue>> changed) {
        TransactionEvent.Builder event = TransactionEvent.newBuilder()
                .setHeight(block.height().value())
                .setBlockHash(ByteString.copyFrom(block.hash().bytes().toArray()))
                .setIndex(index);
        if (random.nextInt(3) == 0) {
            StateKey key = key("counted" + random.nextInt(COUNTED_KEYS));
            StateValue after = CountingHandler.afterOneMore(Optional.ofNullable(state.get(key)));
            state.put(key, after);
            changed.put(key, Optional.of(after));
            return event.setPayloadType(CountingHandler.COUNTS)
                    .setPayload(ByteString.copyFrom(key.bytes().toArray()))
                    .build();
        }
        for (int writes = random.nextInt(4); writes > 0; writes--) {
            event.addWrites(write(state, changed));
        }
        return event.build();
    }

    private StateWrite write(Map<StateKey, StateValue> state, Map<StateKey, Optional<StateValue>> changed) {
        StateKey key = key("key" + random.nextInt(KEYS));
        StateWrite.Builder write =
                StateWrite.newBuilder().setKey(ByteString.copyFrom(key.bytes().toArray()));
        if (random.nextInt(4) == 0) {
            state.remove(key);
            changed.put(key, Optional.empty());
            return write.setDelete(true).build();
        }
        StateValue value = new StateValue(ChainBuilder.utf8("v" + random.nextInt(1_000_000) + (large ? LARGE : "")));
        state.put(key, value);
        changed.put(key, Optional.of(value));
        return write.setPut(ByteString.copyFrom(value.bytes().toArray())).build();
    }

    private Bytes digestOf(BlockRef ref, Map<StateKey, Optional<StateValue>> changed) {
        ChangesWriter writer = new ChangesWriter();
        changed.forEach((key, value) -> value.ifPresentOrElse(put -> writer.put(key, put), () -> writer.delete(key)));
        BlockLayer layer = BlockLayer.of(
                new Block(new BlockFacts(ref, Optional.empty(), 0, ResumeOffsets.NONE), List.of(writer.changes())));
        return digest.ofChanges(layer, layer.keyOrder());
    }

    private static StateKey key(String text) {
        return new StateKey(ChainBuilder.utf8(text));
    }
}
