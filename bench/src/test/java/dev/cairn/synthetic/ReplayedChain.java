package dev.cairn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cairn.schemas.EventJson;
import dev.cairn.schemas.v1.BlockEvent;
import dev.cairn.schemas.v1.ChainEvent;
import dev.cairn.schemas.v1.StateWrite;
import dev.cairn.schemas.v1.TransactionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a consumer knows who reads the whole feed with the generated classes and works everything out the slow, plain
/// way: a full copy of the state for every block. It shares no code with the oracle.
final class ReplayedChain {
    final List<BlockEvent> announcements = new ArrayList<>();
    private final Map<ByteString, BlockEvent> blocks = new HashMap<>();
    private final Map<ByteString, TreeMap<Integer, TransactionEvent>> transactions = new HashMap<>();
    private final Map<ByteString, SortedMap<ByteString, ByteString>> states = new HashMap<>();
    private final Map<ByteString, SortedMap<ByteString, StateWrite>> changes = new HashMap<>();

    ReplayedChain(Iterable<FeedRecord> feed) {
        for (FeedRecord record : feed) {
            ChainEvent event = parsed(record);
            if (event.hasBlock()) {
                take(event.getBlock(), record.duplicate());
            } else {
                take(event.getTransaction());
            }
        }
    }

    static ChainEvent parsed(FeedRecord record) {
        try {
            return switch (record.format()) {
                case PROTOBUF -> ChainEvent.parseFrom(record.value());
                case JSON -> EventJson.parse(record.value());
            };
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a feed record is no ChainEvent", e);
        }
    }

    private void take(BlockEvent block, boolean duplicate) {
        if (!duplicate) {
            announcements.add(block);
        }
        BlockEvent known = blocks.putIfAbsent(block.getHash(), block);
        if (known != null) {
            assertThat(block.toBuilder().clearFinalizedHeight().build())
                    .isEqualTo(known.toBuilder().clearFinalizedHeight().build());
        }
    }

    private void take(TransactionEvent transaction) {
        TransactionEvent known = transactions
                .computeIfAbsent(transaction.getBlockHash(), _ -> new TreeMap<>())
                .putIfAbsent(transaction.getIndex(), transaction);
        assertThat(known == null || known.equals(transaction)).isTrue();
    }

    SortedMap<ByteString, ByteString> state(ByteString hash) {
        SortedMap<ByteString, ByteString> done = states.get(hash);
        if (done != null) {
            return done;
        }
        BlockEvent block = Objects.requireNonNull(blocks.get(hash), "a block nobody announced");
        SortedMap<ByteString, ByteString> state = sortedByKey();
        if (!block.getParentHash().isEmpty()) {
            state.putAll(state(block.getParentHash()));
        }
        changes(block).values().forEach(write -> apply(write, state));
        states.put(hash, state);
        return state;
    }

    SortedMap<ByteString, StateWrite> changes(BlockEvent block) {
        SortedMap<ByteString, StateWrite> known = changes.get(block.getHash());
        if (known != null) {
            return known;
        }
        TreeMap<Integer, TransactionEvent> own = transactions.getOrDefault(block.getHash(), new TreeMap<>());
        assertThat(own).hasSize(block.getTransactionCount());
        SortedMap<ByteString, StateWrite> last = sortedByKey();
        NaiveLedger ledger =
                new NaiveLedger(block.getParentHash().isEmpty() ? sortedByKey() : state(block.getParentHash()), last);
        for (TransactionEvent transaction : own.values()) {
            assertThat(transaction.getHeight()).isEqualTo(block.getHeight());
            transaction.getWritesList().forEach(write -> last.put(write.getKey(), write));
            ledger.run(transaction);
        }
        block.getWritesList().forEach(write -> last.put(write.getKey(), write));
        changes.put(block.getHash(), last);
        return last;
    }

    private static void apply(StateWrite write, Map<ByteString, ByteString> state) {
        if (write.hasPut()) {
            state.put(write.getKey(), write.getPut());
        } else {
            assertThat(write.getDelete()).isTrue();
            state.remove(write.getKey());
        }
    }

    private static <V> SortedMap<ByteString, V> sortedByKey() {
        return new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    }
}
